import { describe, expect, it } from 'vitest';
import { stream } from '../base/random.ts';
import {
  arpFrame,
  asIpv4,
  asMac,
  BROADCAST_MAC,
  ETHERTYPE,
  ethernetFrame,
  type Ipv4,
  parseIpv4,
  tcpPacket,
  ZERO_MAC,
} from '../packet/index.ts';
import { refusalOf } from './destination.ts';
import { Intervals, single } from './intervals.ts';
import { type Scope, scopeForLab } from './scope.ts';

const address = (text: string): Ipv4 => parseIpv4(text) ?? asIpv4(0);
const ME = address('198.18.10.2');
const TARGET = address('198.18.10.28');
const GATEWAY = address('198.18.10.1');
const FOREIGN = address('198.18.11.28');
const scope: Scope = { ...scopeForLab([ME, TARGET]), askable: Intervals.of([single(GATEWAY)]) };
const MAC = { source: asMac(0x02_00_00_00_00_02), destination: asMac(0x02_00_00_00_00_28) };

const syn = (destination: Ipv4, options?: Uint8Array): Uint8Array =>
  tcpPacket(
    { id: 7, ttl: 55, source: ME, destination, ...(options === undefined ? {} : { options }) },
    { sourcePort: 40000, destinationPort: 80, sequence: 1, acknowledgment: 0, flags: 2, window: 1024 },
  );
const framed = (packet: Uint8Array, etherType: number = ETHERTYPE.IPV4): Uint8Array =>
  ethernetFrame({ ...MAC, etherType }, packet);
const whoHas = (targetIp: Ipv4): Uint8Array =>
  arpFrame(
    { source: MAC.source, destination: BROADCAST_MAC },
    { operation: 1, senderMac: MAC.source, senderIp: ME, targetMac: ZERO_MAC, targetIp },
  );
const altered = (frame: Uint8Array, changes: Readonly<Record<number, number>>): Uint8Array => {
  const copy = frame.slice();
  for (const [at, value] of Object.entries(changes)) copy[Number(at)] = value;
  return copy;
};

describe('the last look at a frame', () => {
  it('lets IPv4 and ARP for allowed addresses pass', () => {
    expect(refusalOf(scope, 'ethernet', framed(syn(TARGET)))).toBeUndefined();
    expect(refusalOf(scope, 'raw', syn(TARGET))).toBeUndefined();
    expect(refusalOf(scope, 'ethernet', whoHas(TARGET))).toBeUndefined();
  });

  it('lets a gateway be asked for, not be scanned', () => {
    expect(refusalOf(scope, 'ethernet', whoHas(GATEWAY))).toBeUndefined();
    expect(refusalOf(scope, 'ethernet', framed(syn(GATEWAY)))?.code).toBe('out-of-scope');
  });

  const frame = framed(syn(TARGET));
  it.each([
    ['another host', framed(syn(FOREIGN)), 'out-of-scope'],
    ['another host, asked for', whoHas(FOREIGN), 'out-of-scope'],
    ['a VLAN tag', altered(frame, { 12: 0x81, 13: 0x00 }), 'not-ipv4-or-arp'],
    ['a service VLAN tag', altered(frame, { 12: 0x88, 13: 0xa8 }), 'not-ipv4-or-arp'],
    ['IPv6 by EtherType', altered(frame, { 12: 0x86, 13: 0xdd }), 'not-ipv4-or-arp'],
    ['an LLC length instead of a type', altered(frame, { 12: 0, 13: 40 }), 'not-ipv4-or-arp'],
    ['IPv6 by version', altered(frame, { 14: 0x65 }), 'not-ipv4'],
    ['a header of 16 bytes', altered(frame, { 14: 0x44 }), 'bad-lengths'],
    ['a header longer than the packet', altered(frame, { 14: 0x4f }), 'bad-lengths'],
    ['a packet longer than the frame', altered(frame, { 16: 0x05 }), 'bad-lengths'],
    ['a packet shorter than its header', altered(frame, { 16: 0, 17: 19 }), 'bad-lengths'],
    ['a broadcast frame', altered(frame, { 0: 0xff }), 'group-address'],
    ['a multicast frame', altered(frame, { 0: 0x01 }), 'group-address'],
    ['13 bytes', frame.slice(0, 13), 'too-short'],
    ['a cut IPv4 header', frame.slice(0, 33), 'too-short'],
    ['a cut ARP request', whoHas(TARGET).slice(0, 41), 'too-short'],
    ['ARP for another protocol', altered(whoHas(TARGET), { 16: 0x86, 17: 0xdd }), 'bad-arp'],
    ['ARP with long addresses', altered(whoHas(TARGET), { 19: 16 }), 'bad-arp'],
  ])('refuses %s', (_what, bytes, code) => {
    expect(refusalOf(scope, 'ethernet', bytes)?.code).toBe(code);
  });

  it.each([
    ['loose', 131],
    ['strict', 137],
  ])('refuses a %s source route, whose destination is elsewhere', (_what, kind) => {
    const options = Uint8Array.from([1, kind, 7, 4, 8, 8, 8, 8]);
    expect(refusalOf(scope, 'raw', syn(TARGET, options))?.code).toBe('source-route');
  });

  it('lets harmless IP options pass and refuses a list that cannot be read', () => {
    expect(refusalOf(scope, 'raw', syn(TARGET, Uint8Array.from([7, 7, 4, 0, 0, 0, 0, 0])))).toBeUndefined();
    expect(refusalOf(scope, 'raw', syn(TARGET, Uint8Array.from([1, 1, 1, 1])))).toBeUndefined();
    const broken = syn(TARGET, Uint8Array.from([1, 1, 1, 1]));
    expect(refusalOf(scope, 'raw', altered(broken, { 20: 7, 21: 0 }))?.code).toBe('source-route');
    expect(refusalOf(scope, 'raw', altered(broken, { 23: 7 }))?.code).toBe('source-route');
  });

  it('looks at the bytes that will leave, not at those behind', () => {
    expect(refusalOf(scope, 'ethernet', frame, 33)?.code).toBe('too-short');
    expect(refusalOf(scope, 'ethernet', frame, frame.length + 1)?.code).toBe('bad-lengths');
    expect(refusalOf(scope, 'ethernet', Uint8Array.from([...frame, 0, 0]), frame.length)).toBeUndefined();
  });

  it('stops every one of 200,000 frames whose destination bytes were changed', () => {
    const random = stream(1, 'altered-frames');
    const originals = [framed(syn(TARGET)), whoHas(TARGET)] as const;
    let passed = 0;
    for (let i = 0; i < 200_000; i++) {
      const arp = random.below(4) === 0;
      const copy = (arp ? originals[1] : originals[0]).slice();
      const at = (arp ? 38 : 30) + random.below(4);
      copy[at] = (copy[at] ?? 0) ^ (1 + random.below(255));
      const destination = new DataView(copy.buffer).getUint32(arp ? 38 : 30);
      const isFine = destination === ME || destination === TARGET || (arp && destination === GATEWAY);
      if ((refusalOf(scope, 'ethernet', copy) === undefined) !== isFine) passed++;
    }
    expect(passed).toBe(0);
  });

  it('never lets random bytes reach an address that is not allowed', () => {
    const random = stream(2, 'random-frames');
    for (let i = 0; i < 50_000; i++) {
      const bytes = Uint8Array.from({ length: random.below(80) }, () => random.below(256));
      if (bytes.length > 14 && random.below(2) === 0) bytes.set([8, 0, 0x45], 12);
      const link = random.below(2) === 0 ? 'ethernet' : 'raw';
      if (refusalOf(scope, link, bytes) !== undefined) continue;
      const at = link === 'raw' ? 16 : bytes[13] === 6 ? 38 : 30;
      expect([ME, TARGET, GATEWAY]).toContain(new DataView(bytes.buffer).getUint32(at));
    }
  });
});
