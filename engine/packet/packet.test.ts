import { describe, expect, it } from 'vitest';
import { BROADCAST_MAC, ZERO_MAC } from './address.ts';
import { arpFrame, ethernetFrame, icmpPacket, ipv4Packet, tcpPacket, udpPacket } from './build.ts';
import { toHex } from './bytes.ts';
import { decode, decodeFrame, decodeIp, type Packet } from './packet.ts';
import { describeProblem } from './problem.ts';
import { bytesOf, IP, SCANNER, SCANNER_MAC, TARGET, TARGET_MAC, withBytes } from './testing/samples.ts';

const TCP = {
  sourcePort: 40_000,
  destinationPort: 22,
  sequence: 1,
  acknowledgment: 0,
  flags: 2,
  window: 1024,
};
const SYN = tcpPacket(IP, TCP);
const DATAGRAM = udpPacket(IP, { sourcePort: 40_000, destinationPort: 53, payload: bytesOf('010203') });
const ECHO = icmpPacket(IP, { type: 'echo-request', id: 1, sequence: 2 });
const LINK = { destination: TARGET_MAC, source: SCANNER_MAC };
const ARP = arpFrame(
  { destination: BROADCAST_MAC, source: SCANNER_MAC },
  { operation: 1, senderMac: SCANNER_MAC, senderIp: SCANNER, targetMac: ZERO_MAC, targetIp: TARGET },
);
const framed = (packet: Uint8Array, etherType = 0x0800) => ethernetFrame({ ...LINK, etherType }, packet);
const layers = (packet: Packet) => Object.keys(packet);

describe('decoding', () => {
  it.each([
    ['TCP', framed(SYN), ['ethernet', 'ip', 'tcp']],
    ['UDP', framed(DATAGRAM), ['ethernet', 'ip', 'udp']],
    ['ICMP', framed(ECHO), ['ethernet', 'ip', 'icmp']],
    ['ARP', ARP, ['ethernet', 'arp']],
    ['another IP protocol', framed(ipv4Packet({ ...IP, protocol: 47 }, bytesOf('01'))), ['ethernet', 'ip']],
    ['IPv6', framed(bytesOf('60000000'), 0x86dd), ['ethernet']],
    ['a VLAN tag', framed(bytesOf(`00050800${toHex(SYN)}`), 0x8100), ['ethernet']],
    ['an 802.3 length', framed(bytesOf('424203'), 3), ['ethernet']],
  ])('shows the layers of %s, and no problem', (_, bytes, expected) =>
    expect(layers(decodeFrame(bytes))).toEqual(expected),
  );

  it.each([
    ['an Ethernet header cut off', framed(SYN).slice(0, 13), ['problem'], 'ethernet', 'header-truncated', 0],
    ['a frame of nothing', new Uint8Array(), ['problem'], 'ethernet', 'header-truncated', 0],
    ['ARP cut off', ARP.slice(0, 41), ['ethernet', 'problem'], 'arp', 'header-truncated', 14],
    ['IP cut off', framed(SYN).slice(0, 33), ['ethernet', 'problem'], 'ipv4', 'header-truncated', 14],
    [
      'an IPv6 header behind the IPv4 type',
      framed(bytesOf('60'.repeat(40))),
      ['ethernet', 'problem'],
      'ipv4',
      'version-not-4',
      14,
    ],
    [
      'a TCP data offset of 4',
      framed(withBytes(SYN, { 32: 0x40 })),
      ['ethernet', 'ip', 'problem'],
      'tcp',
      'header-length-below-minimum',
      46,
    ],
    [
      'a UDP length beyond the packet',
      framed(withBytes(DATAGRAM, { 25: 99 })),
      ['ethernet', 'ip', 'problem'],
      'udp',
      'length-beyond-packet',
      38,
    ],
    [
      'an ICMP message of 4 bytes',
      framed(ipv4Packet({ ...IP, protocol: 1 }, bytesOf('08000000'))),
      ['ethernet', 'ip', 'problem'],
      'icmp',
      'header-truncated',
      34,
    ],
  ])('keeps what came before %s', (_, bytes, kept, header, code, offset) => {
    const packet = decodeFrame(bytes);
    expect(layers(packet)).toEqual(kept);
    expect(packet.problem).toMatchObject({ header, code, offset });
  });

  it('does not take the data of a later fragment for ports', () => {
    const fragment = ipv4Packet({ ...IP, protocol: 6, fragmentOffset: 8 }, SYN.slice(20));
    expect(layers(decodeIp(fragment))).toEqual(['ip']);
  });

  it('reads the ports of a first fragment that has the whole header', () => {
    const first = ipv4Packet(
      { ...IP, protocol: 6, moreFragments: true },
      Uint8Array.of(...SYN.slice(20), 1, 2, 3, 4),
    );
    expect(decodeIp(first)).toMatchObject({ tcp: { destinationPort: 22 }, ip: { isFragment: true } });
    const datagram = ipv4Packet({ ...IP, protocol: 17, moreFragments: true }, bytesOf('9c400035ffff0000'));
    expect(decodeIp(datagram)).toMatchObject({ udp: { destinationPort: 53, length: 65_535 } });
  });

  it('names a first fragment too short for its header, as `nmap -f` sends it', () => {
    const first = ipv4Packet({ ...IP, protocol: 6, moreFragments: true }, SYN.slice(20, 28));
    expect(decodeIp(first).problem).toEqual({
      header: 'tcp',
      code: 'header-truncated',
      offset: 20,
      needed: 20,
      found: 8,
    });
  });

  it('bounds TCP by the total length, not by the frame', () => {
    const padded = Uint8Array.of(...framed(SYN), ...new Uint8Array(6));
    expect(decodeFrame(padded).tcp?.payload).toMatchObject({ start: 54, end: 54 });
  });

  it('begins and ends where it is told', () => {
    const buffer = new Uint8Array(SYN.length + 10).fill(0xa5);
    buffer.set(SYN, 4);
    expect(decodeIp(buffer, 4, 4 + SYN.length).tcp?.destinationPort).toBe(22);
  });

  it('begins with the layer of the link', () => {
    expect(layers(decode('ethernet', framed(SYN)))).toEqual(['ethernet', 'ip', 'tcp']);
    expect(layers(decode('raw', SYN))).toEqual(['ip', 'tcp']);
  });

  it('copies nothing: the views read the bytes that were given', () => {
    const bytes = SYN.slice();
    const { tcp } = decodeIp(bytes);
    bytes[23] = 80;
    expect(tcp?.destinationPort).toBe(80);
  });
});

describe('a problem is described with its place, and both numbers', () => {
  it.each([
    [SYN.slice(0, 12), 'IPv4 header at byte 0: it needs 20 bytes, and 12 are there.'],
    [withBytes(SYN, { 0: 0x65 }), 'IPv4 header at byte 0: the version is 6, not 4.'],
    [withBytes(SYN, { 0: 0x44 }), 'IPv4 header at byte 0: the header length is 16 bytes, the least is 20.'],
    [withBytes(SYN, { 0: 0x4f }), 'IPv4 header at byte 0: the header length is 60 bytes, and 40 are there.'],
    [withBytes(SYN, { 3: 1 }), 'IPv4 header at byte 2: the total length is 1 byte, the header alone has 20.'],
    [withBytes(SYN, { 3: 41 }), 'IPv4 header at byte 2: the total length is 41 bytes, and 40 are there.'],
    [withBytes(DATAGRAM, { 25: 7 }), 'UDP header at byte 24: the length is 7 bytes, the header alone has 8.'],
    [withBytes(DATAGRAM, { 25: 12 }), 'UDP header at byte 24: the length is 12 bytes, and 11 are there.'],
  ])('%#', (bytes, sentence) => {
    const { problem } = decodeIp(bytes);
    expect(problem && describeProblem(problem)).toBe(sentence);
  });

  it.each([
    [{ 15: 6 }, 'ARP packet at byte 14: the hardware type is 6, not 1 (Ethernet).'],
    [{ 16: 0x86, 17: 0xdd }, 'ARP packet at byte 16: the protocol type is 0x86dd, not 0x0800 (IPv4).'],
    [{ 18: 8 }, 'ARP packet at byte 18: an address length is 8, not 6.'],
  ])('%j', (changes, sentence) => {
    const { problem } = decodeFrame(withBytes(ARP, changes));
    expect(problem && describeProblem(problem)).toBe(sentence);
  });

  it.each([
    [
      'option-truncated',
      2,
      1,
      'TCP option at byte 40: it ends before its length byte: 2 bytes needed, 1 there.',
    ],
    ['option-length-below-2', 2, 0, 'TCP option at byte 40: its length is 0, the least is 2.'],
    [
      'option-beyond-header',
      9,
      4,
      'TCP option at byte 40: its length is 9, and the header has 4 bytes left.',
    ],
    [
      'body-truncated',
      20,
      8,
      'TCP option at byte 40: a message of this type needs 20 bytes, and 8 are there.',
    ],
  ] as const)('%s', (code, needed, found, sentence) => {
    expect(describeProblem({ header: 'tcp-option', code, offset: 40, needed, found })).toBe(sentence);
  });
});
