import { describe, expect, it } from 'vitest';
import { asIpv4, asMac, type Ipv4, parseIpv4, toHex } from '../packet/index.ts';
import type { Vantage } from '../scan/index.ts';
import { FrameCapture, filterFor } from './frame-capture.ts';
import { cooked, FakeCap } from './testing/fake-cap.ts';

const address = (text: string): Ipv4 => parseIpv4(text) ?? asIpv4(0);
const vantage: Vantage = {
  interfaces: [
    { name: 'lo', address: address('127.0.0.1'), prefix: 8, kind: 'loopback' },
    {
      name: 'lan0',
      address: address('198.18.10.2'),
      prefix: 24,
      kind: 'ethernet',
      mac: asMac(0x0200_0000_0002),
    },
    { name: 'tun0', address: address('10.8.0.2'), prefix: 24, kind: 'raw' },
  ],
  routes: [],
};
/** 20 bytes of an IPv4 header to that address, and four more. */
const ipTo = (text: string): Uint8Array => {
  const bytes = new Uint8Array(24);
  bytes[0] = 0x45;
  bytes.set(text.split('.').map(Number), 16);
  return bytes;
};
const arpTo = (text: string): Uint8Array => {
  const bytes = new Uint8Array(28);
  bytes.set([0, 1, 8, 0, 6, 4, 0, 2]);
  bytes.set(text.split('.').map(Number), 24);
  return bytes;
};

function opened(): { cap: FakeCap; got: string[]; capture: FrameCapture } {
  const cap = new FakeCap();
  const result = FrameCapture.open(cap.addon, vantage);
  if (!result.ok) throw new Error(result.error.message);
  const got: string[] = [];
  result.value.start((at, link, bytes) => got.push(`${at.name} ${link} ${toHex(bytes)}`));
  return { cap, got, capture: result.value };
}

describe('capturing', () => {
  it('asks for answers to its own addresses only', () => {
    const { cap } = opened();
    expect(cap.opened).toEqual([{ device: 'any', filter: filterFor(vantage), kernelBufferBytes: 32 << 20 }]);
    expect(filterFor(vantage)).toBe(
      '(dst host 127.0.0.1 or dst host 198.18.10.2 or dst host 10.8.0.2) and (icmp or tcp or udp or (arp and arp[6:2] = 2))',
    );
  });

  it('asks for ARP replies alone where nothing else was asked by itself', () => {
    expect(filterFor(vantage, 'arp')).toBe(
      '(dst host 127.0.0.1 or dst host 198.18.10.2 or dst host 10.8.0.2) and (arp and arp[6:2] = 2)',
    );
  });

  it('puts the Ethernet header back in front of what came for an Ethernet interface', () => {
    const { cap, got } = opened();
    const packet = ipTo('198.18.10.2');
    cap.deliver(cooked(packet));
    cap.deliver(cooked(arpTo('198.18.10.2'), { etherType: 0x0806, packetType: 1 }));
    expect(got).toEqual([
      `lan0 ethernet 0200000000020200000000280800${toHex(packet)}`,
      `lan0 ethernet ffffffffffff0200000000280806${toHex(arpTo('198.18.10.2'))}`,
    ]);
  });

  it('gives zeros for addresses on loopback, and no header at all on a raw link', () => {
    const { cap, got } = opened();
    cap.deliver(cooked(ipTo('127.0.0.1'), { source: [0, 0, 0, 0, 0, 0] }));
    cap.deliver(cooked(ipTo('10.8.0.2'), { source: [0, 0, 0, 0, 0, 0] }));
    expect(got).toEqual([
      `lo ethernet ${'00'.repeat(12)}0800${toHex(ipTo('127.0.0.1'))}`,
      `tun0 raw ${toHex(ipTo('10.8.0.2'))}`,
    ]);
  });

  it('leaves out what was sent, what is for others, other protocols, and what is cut', () => {
    const { cap, got } = opened();
    for (const packetType of [2, 3, 4]) cap.deliver(cooked(ipTo('198.18.10.2'), { packetType }));
    cap.deliver(cooked(ipTo('198.18.10.3')));
    cap.deliver(cooked(ipTo('198.18.10.2'), { etherType: 0x86dd }));
    cap.deliver(cooked(ipTo('198.18.10.2').subarray(0, 19)));
    cap.deliver(cooked(arpTo('198.18.10.2').subarray(0, 27), { etherType: 0x0806 }));
    cap.deliver(Uint8Array.of(0, 0, 0));
    cap.deliver(cooked(ipTo('198.18.10.2')), true);
    expect(got).toEqual([]);
  });

  it('hands nothing over after it is closed, and closes once', () => {
    const { cap, got, capture } = opened();
    capture.close();
    capture.close();
    cap.deliver(cooked(ipTo('198.18.10.2')));
    expect([got, cap.closed]).toEqual([[], 1]);
  });

  it('refuses a link type it cannot read', () => {
    const cap = new FakeCap();
    cap.linkType = 'IEEE802_11_RADIO';
    const result = FrameCapture.open(cap.addon, vantage);
    expect(result.ok ? '' : result.error.message).toBe(
      "Capturing gives frames of type IEEE802_11_RADIO; only Linux's cooked frames are known.",
    );
    cap.openError = 'any: Operation not permitted';
    expect(FrameCapture.open(cap.addon, vantage).ok).toBe(false);
  });
});
