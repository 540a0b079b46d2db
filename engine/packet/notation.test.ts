import { describe, expect, it } from 'vitest';
import { arpFrame, ethernetFrame, icmpPacket, ipv4Packet, tcpPacket, udpPacket } from './build.ts';
import { TCP_FLAG } from './flags.ts';
import { notation } from './notation.ts';
import { decodeFrame, decodeIp } from './packet.ts';
import type { TcpFields } from './tcp.ts';
import { bytesOf, IP, ip, SCANNER, SCANNER_MAC, TARGET, TARGET_MAC } from './testing/samples.ts';

const SYN: TcpFields = {
  sourcePort: 40_000,
  destinationPort: 22,
  sequence: 1,
  acknowledgment: 0,
  flags: TCP_FLAG.SYN,
  window: 1024,
};
const tcp = (fields: Partial<TcpFields>) => tcpPacket(IP, { ...SYN, ...fields });
const udp = udpPacket(IP, { sourcePort: 40_000, destinationPort: 53, payload: bytesOf('010203') });
const answer = { ...IP, source: TARGET, destination: SCANNER };

describe('a packet in one line', () => {
  const PAIR = '198.18.10.2:40000 > 198.18.10.28:22';
  it.each<[Uint8Array, string]>([
    [tcp({}), `${PAIR} S seq 1 win 1024`],
    [tcp({ options: [{ kind: 'mss', value: 1460 }] }), `${PAIR} S seq 1 win 1024 <mss 1460>`],
    [tcp({ flags: 0 }), `${PAIR} none seq 1 win 1024`],
    [tcp({ flags: 0x29, urgentPointer: 7 }), `${PAIR} FPU seq 1 win 1024 urg 7`],
    [tcp({ flags: 0x14, acknowledgment: 9, window: 0 }), `${PAIR} RA seq 1 ack 9 win 0`],
    [tcp({ flags: 0x18, payload: bytesOf('616263') }), `${PAIR} PA seq 1 len 3 ack 0 win 1024`],
    [
      tcp({
        options: [
          { kind: 'sack-permitted' },
          { kind: 'timestamp', value: 10, echo: 0 },
          { kind: 'nop' },
          { kind: 'window-scale', shift: 7 },
        ],
      }),
      `${PAIR} S seq 1 win 1024 <sackOK,TS val 10 ecr 0,nop,wscale 7>`,
    ],
    [
      tcp({
        options: [
          {
            kind: 'sack',
            blocks: [
              [1, 2],
              [5, 9],
            ],
          },
          { kind: 'unknown', code: 30, data: bytesOf('ab') },
          { kind: 'unknown', code: 99, data: bytesOf('') },
          { kind: 'eol' },
        ],
      }),
      `${PAIR} S seq 1 win 1024 <sack 1:2 5:9,opt-30 ab,opt-99,eol>`,
    ],
    [udp, '198.18.10.2:40000 > 198.18.10.28:53 udp 3'],
    [
      icmpPacket(answer, { type: 'unreachable', code: 3, quoted: udp.slice(0, 28) }),
      '198.18.10.28 > 198.18.10.2 icmp port-unreachable (198.18.10.2:40000 > 198.18.10.28:53 udp)',
    ],
    [
      icmpPacket(answer, { type: 'time-exceeded', code: 0, quoted: tcp({}).slice(0, 28) }),
      `198.18.10.28 > 198.18.10.2 icmp ttl-exceeded (${PAIR} tcp seq 1)`,
    ],
    [
      icmpPacket(answer, { type: 'redirect', code: 1, gateway: ip('198.18.10.9'), quoted: bytesOf('4500') }),
      '198.18.10.28 > 198.18.10.2 icmp redirect-host (unreadable)',
    ],
    [
      icmpPacket(answer, {
        type: 'unreachable',
        code: 10,
        quoted: icmpPacket(IP, { type: 'echo-request', id: 5, sequence: 0 }),
      }),
      '198.18.10.28 > 198.18.10.2 icmp host-prohibited (198.18.10.2 > 198.18.10.28 icmp id 5)',
    ],
    [
      icmpPacket(IP, { type: 'echo-request', id: 1, sequence: 2 }),
      '198.18.10.2 > 198.18.10.28 icmp echo-request id 1 seq 2',
    ],
    [
      icmpPacket(IP, { type: 'other', typeNumber: 42, code: 1, body: bytesOf('') }),
      '198.18.10.2 > 198.18.10.28 icmp type 42 code 1',
    ],
    [
      ipv4Packet({ ...IP, protocol: 1 }, bytesOf('0d00000000000000')),
      '198.18.10.2 > 198.18.10.28 icmp timestamp-request (cut off)',
    ],
    [ipv4Packet({ ...IP, protocol: 132 }, bytesOf('00')), '198.18.10.2 > 198.18.10.28 sctp'],
    [
      ipv4Packet({ ...IP, protocol: 6, fragmentOffset: 8, moreFragments: true }, bytesOf('0000000000000000')),
      '198.18.10.2 > 198.18.10.28 tcp frag 8@8+',
    ],
    [
      ipv4Packet({ ...IP, protocol: 17, moreFragments: true }, bytesOf('9c40003500200000')),
      '198.18.10.2:40000 > 198.18.10.28:53 udp 24 frag 8@0+',
    ],
    [
      ipv4Packet({ ...IP, protocol: 6 }, bytesOf('9c40')),
      '198.18.10.2 > 198.18.10.28 tcp [TCP header at byte 20: it needs 20 bytes, and 2 are there.]',
    ],
    [bytesOf('45'), '[IPv4 header at byte 0: it needs 20 bytes, and 1 are there.]'],
  ])('%#: %s', (bytes, line) => expect(notation(decodeIp(bytes))).toBe(line));

  it('marks options that cannot be read', () => {
    const bytes = tcp({
      options: [
        { kind: 'mss', value: 1460 },
        { kind: 'unknown', code: 9, data: bytesOf('0000') },
      ],
    });
    bytes[45] = 1;
    expect(notation(decodeIp(bytes))).toBe(`${PAIR} S seq 1 win 1024 <mss 1460,malformed>`);
  });

  const link = { destination: TARGET_MAC, source: SCANNER_MAC };
  const arp = { senderMac: TARGET_MAC, senderIp: TARGET, targetMac: SCANNER_MAC, targetIp: SCANNER };
  it.each([
    [arpFrame(link, { ...arp, operation: 1 }), 'arp who-has 198.18.10.2 tell 198.18.10.28'],
    [arpFrame(link, { ...arp, operation: 2 }), 'arp 198.18.10.28 is-at de:ad:00:00:be:ef'],
    [arpFrame(link, { ...arp, operation: 8 }), 'arp operation 8 of 198.18.10.28'],
    [
      ethernetFrame({ ...link, etherType: 0x86dd }, bytesOf('')),
      '02:00:00:00:00:0a > de:ad:00:00:be:ef IPv6',
    ],
    [
      ethernetFrame({ ...link, etherType: 0x8100 }, bytesOf('0005')),
      '02:00:00:00:00:0a > de:ad:00:00:be:ef VLAN tag',
    ],
    [
      ethernetFrame({ ...link, etherType: 0x0806 }, bytesOf('00')),
      '02:00:00:00:00:0a > de:ad:00:00:be:ef [ARP packet at byte 14: it needs 28 bytes, and 1 are there.]',
    ],
  ])('%#: %s', (bytes, line) => expect(notation(decodeFrame(bytes))).toBe(line));
});
