import { describe, expect, it } from 'vitest';
import { fromHex, icmpPacket, ipv4Packet, setU16, tcpPacket, toHex } from '../../engine/packet/index.ts';
import { type Judged, judge } from './judged.ts';
import { resetFor, unreachableFor } from './reject-answer.ts';
import { datagram, icmp, ip, ping, SCANNER, segment, TARGET } from './testing/bench.ts';

const judged = (bytes: Uint8Array): Judged => {
  const packet = judge(bytes, { at: 0, hook: 'INPUT', inInterface: 'lan', outInterface: '' });
  if (!packet) throw new Error('no packet');
  return packet;
};
const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();

/**
 * Captured between two namespaces (Linux 6.18.44, iptables 1.8.9). The kernel had left the TCP checksum of a reset
 * to the network card, so that it is zeroed here; and tcpdump printed the right one.
 */
describe('resetFor, beside what Linux sent', () => {
  const rows: readonly (readonly [name: string, probe: string, reset: string, checksum: number])[] = [
    [
      'IP 198.18.10.2.37832 > 198.18.10.28.445: Flags [S], seq 234625100, win 1024, options [mss 1460]',
      '4500002c6dfa00002806848fc6120a02c6120a1c93c801bd0dfc184c0000000060020400381600000204 05b4',
      '4500002800004000 40069a8dc6120a1cc6120a0201bd93c8000000000dfc184d5014000000000000',
      0x53bf,
    ],
    [
      'IP 198.18.10.2.55008 > 198.18.10.28.445: Flags [.], ack 1042855964, win 1024',
      '45000028318d00002b06be00c6120a02c6120a1cd6e001bd000000003e28b81c501004003caf0000',
      '450000280000400040069a8dc6120a1cc6120a0201bdd6e03e28b81c000000005004000000000000',
      0x40bb,
    ],
    [
      'IP 198.18.10.2.33779 > 198.18.10.28.445: Flags [FPU], seq 2075126686:2075126695, win 1024',
      '450000317dc100003706 65c3c6120a02c6120a1c83f301bd7bafeb9e0000000050290400e9a30000d37be509bb8613c0ad',
      '450000280000400040069a8dc6120a1cc6120a0201bd83f3000000007bafeba85014000000000000',
      0x2285,
    ],
  ];
  it.each(rows)('%s', (_, probe, reset, checksum) => {
    const expected = bytesOf(reset);
    setU16(expected, 36, checksum);
    expect(toHex(resetFor(judged(bytesOf(probe))) ?? new Uint8Array())).toBe(toHex(expected));
  });

  const fragment = segment('S', 80);
  fragment[7] = 1;
  const corrupt = segment('S', 80);
  corrupt[39] = 1;
  const silent: readonly (readonly [string, Uint8Array])[] = [
    ['a reset', segment('R', 80)],
    ['a reset with ACK', segment('RA', 80)],
    ['a later fragment', fragment],
    ['a wrong checksum', corrupt],
    ['a multicast destination', segment('S', 80, { to: ip('224.0.0.5') })],
    [
      'a segment cut in its header',
      ipv4Packet({ id: 0, ttl: 9, protocol: 6, source: SCANNER, destination: TARGET }, new Uint8Array(12)),
    ],
    ['another protocol', datagram(80)],
  ];
  it.each(silent)('is silent to %s', (_, bytes) => {
    expect(resetFor(judged(bytes))).toBeUndefined();
  });
});

describe('unreachableFor, beside what Linux sent', () => {
  const rows: readonly (readonly [name: string, code: number, id: number, probe: string, error: string])[] = [
    [
      'IP 198.18.10.28 > 198.18.10.2: ICMP udp port 53 unreachable, length 48',
      3,
      19745,
      '45000028fdc600003111ebbbc6120a02c6120a1cabd800350014a375000010000000000000000000',
      '45c000444d21000040018c95c6120a1cc6120a0203039d650000000045000028fdc600003111ebbbc6120a02c6120a1cabd800350014a375000010000000000000000000',
    ],
    [
      'IP 198.18.10.28 > 198.18.10.2: ICMP tcp port 443 unreachable, length 52',
      3,
      19755,
      '4500002c9c28000036064861c6120a02c6120a1c93c801bb0dfc184c000000006002040038180000020405b4',
      '45c000484d2b000040018c87c6120a1cc6120a0203039d5e000000004500002c9c28000036064861c6120a02c6120a1c93c801bb0dfc184c000000006002040038180000020405b4',
    ],
    [
      'IP 198.18.10.28 > 198.18.10.2: ICMP host unreachable - admin prohibited filter, length 36',
      13,
      20002,
      '4500001c5d6400003a01833ac6120a02c6120a1c08006f9d88620000',
      '45c000384e22000040018ba0c6120a1cc6120a02030dfcf2000000004500001c5d6400003a01833ac6120a02c6120a1c08006f9d88620000',
    ],
  ];
  it.each(rows)('%s', (_, code, id, probe, error) => {
    expect(toHex(unreachableFor(judged(bytesOf(probe)), code, id) ?? new Uint8Array())).toBe(error);
  });

  // IP (tos 0xc0, ttl 64, flags [none], proto ICMP, length 576): udp port 53 unreachable, of a packet of 1028 bytes
  it('quotes no more than makes 576 bytes', () => {
    const error = unreachableFor(judged(datagram(53, { payload: new Uint8Array(1000) })), 3, 1);
    expect(error?.length).toBe(576);
  });

  it.each([
    [0x00, 0xc0],
    [0x02, 0xc2],
    [0x10, 0xd0],
    [0x1c, 0xdc],
    [0xe0, 0xc0],
    [0xff, 0xde],
  ])('answers type of service %i with %i, as Linux 6.18 did', (tos, answered) => {
    const probe = icmpPacket(
      { tos, id: 1, ttl: 9, source: SCANNER, destination: TARGET },
      { type: 'echo-request', id: 1, sequence: 1 },
    );
    expect(unreachableFor(judged(probe), 3, 1)?.[1]).toBe(answered);
  });

  const later = datagram(53);
  later[7] = 2;
  const corrupt = datagram(53, { payload: new Uint8Array([1, 2]) });
  corrupt[29] = 9;
  const noChecksum = datagram(53);
  setU16(noChecksum, 26, 0);
  const silent: readonly (readonly [string, Uint8Array])[] = [
    ['an ICMP error', icmp({ type: 'unreachable', code: 3, quoted: segment('S', 80) })],
    ['an unknown ICMP type', icmp({ type: 'other', typeNumber: 40, code: 0, body: new Uint8Array(4) })],
    ['a later fragment', later],
    ['a wrong checksum', corrupt],
    ['a multicast destination', datagram(53, { to: ip('224.0.0.1') })],
    ['no source', datagram(53, { from: ip('0.0.0.0') })],
  ];
  it.each(silent)('is silent to %s', (_, bytes) => {
    expect(unreachableFor(judged(bytes), 3, 1)).toBeUndefined();
  });

  it('answers a datagram without checksum, a ping and a TCP reset', () => {
    for (const bytes of [noChecksum, ping(), segment('R', 80)])
      expect(unreachableFor(judged(bytes), 3, 1)).toBeDefined();
  });

  it('is silent to a reset where a reset is asked for, but not where an error is', () => {
    const reset = tcpPacket(
      { id: 1, ttl: 9, source: SCANNER, destination: TARGET },
      { sourcePort: 1, destinationPort: 2, sequence: 0, acknowledgment: 0, flags: 4, window: 0 },
    );
    expect(resetFor(judged(reset))).toBeUndefined();
    expect(unreachableFor(judged(reset), 3, 1)).toBeDefined();
  });
});

describe('judge', () => {
  it.each([
    ['no bytes', new Uint8Array(0)],
    ['IPv6', new Uint8Array(40).fill(0x60)],
    ['a header shorter than 20 bytes', segment('S', 1).map((byte, at) => (at === 0 ? 0x44 : byte))],
    ['a total length beyond the bytes', segment('S', 1).map((byte, at) => (at === 3 ? 200 : byte))],
    ['a total length within the header', segment('S', 1).map((byte, at) => (at === 3 ? 19 : byte))],
  ])('finds no packet in %s', (_, bytes) => {
    expect(judge(bytes, { at: 0, hook: 'INPUT', inInterface: '', outInterface: '' })).toBeUndefined();
  });

  it('knows ports and flags where they are, and -1 where not', () => {
    expect(judged(segment('S', 80))).toMatchObject({ destinationPort: 80, tcpFlags: 2, icmpType: -1 });
    expect(judged(ping())).toMatchObject({ destinationPort: -1, tcpFlags: -1, icmpType: 8, icmpCode: 0 });
    expect(judged(datagram(53))).toMatchObject({ destinationPort: 53, tcpFlags: -1 });
  });
});
