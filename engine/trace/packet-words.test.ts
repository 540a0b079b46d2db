import { describe, expect, it } from 'vitest';
import {
  ARP_OPERATION,
  arpFrame,
  asMac,
  BROADCAST_MAC,
  ipv4Packet,
  PROTOCOL,
  toHex,
  ZERO_MAC,
} from '../packet/index.ts';
import type { FrameEvent } from './event.ts';
import { packetWords, sourceOf } from './packet-words.ts';
import { datagram, icmp, ip, segment, TARGET } from './testing/story.ts';

const SCANNER = '198.18.10.2';
const framed = (hex: string, link: FrameEvent['link'] = 'raw'): FrameEvent => ({
  kind: 'frame',
  what: 'sent',
  interface: 'lan',
  link,
  hex,
});
const arp = (operation: number): FrameEvent => {
  const source = asMac(0x0200_0000_0001);
  const bytes = arpFrame(
    { destination: BROADCAST_MAC, source },
    { operation, senderMac: source, senderIp: ip(SCANNER), targetMac: ZERO_MAC, targetIp: ip(TARGET) },
  );
  return framed(toHex(bytes), 'ethernet');
};
const igmp = framed(
  toHex(
    ipv4Packet(
      { id: 0, ttl: 1, protocol: PROTOCOL.IGMP, source: ip(SCANNER), destination: ip(TARGET) },
      new Uint8Array(8),
    ),
  ),
);

describe('what people call a packet', () => {
  it.each([
    ['SYN', 'a TCP SYN', framed(segment(22, 0x02, 'scanner'))],
    ['SYN/ACK', 'a TCP SYN/ACK', framed(segment(22, 0x12, 'target'))],
    ['ACK', 'a TCP ACK', framed(segment(22, 0x10, 'scanner'))],
    ['RST', 'a TCP RST', framed(segment(22, 0x04, 'target'))],
    // RFC 9293 section 3.10.7.1: the reset that answers a segment without ACK has one itself.
    ['RST', 'a TCP RST', framed(segment(22, 0x14, 'target'))],
    ['FIN/PSH/URG', 'a TCP FIN/PSH/URG', framed(segment(22, 0x29, 'scanner'))],
    ['TCP segment without flags', 'a TCP segment without flags', framed(segment(22, 0, 'scanner'))],
    [
      'TCP segment with the flags SFRPAUEC',
      'a TCP segment with the flags SFRPAUEC',
      framed(segment(1, 255, 'scanner')),
    ],
    ['UDP datagram', 'a UDP datagram', framed(datagram(53))],
    [
      'ICMP port-unreachable',
      'an ICMP port-unreachable',
      framed(icmp(TARGET, { type: 'unreachable', code: 3, quoted: new Uint8Array(28) })),
    ],
    ['ARP request', 'an ARP request', arp(ARP_OPERATION.REQUEST)],
    ['ARP reply', 'an ARP reply', arp(ARP_OPERATION.REPLY)],
    ['igmp packet', 'an igmp packet', igmp],
    ['frame', 'a frame', framed('45')],
    ['frame', 'a frame', framed('no hexadecimal')],
  ])('%s, %s', (name, some, frame) => {
    expect(packetWords(frame)).toMatchObject({ name, some });
  });

  it('a packet has a TTL, a frame that holds none has not', () => {
    expect(packetWords(igmp).ttl).toBe(1);
    expect(packetWords(arp(ARP_OPERATION.REPLY))).not.toHaveProperty('ttl');
  });

  it('what cannot be read is shown as it stands', () => {
    expect(packetWords(framed('no hexadecimal')).line).toBe('no hexadecimal');
  });
});

describe('where a frame comes from', () => {
  it.each([
    ['the source of its packet', framed(segment(22, 0x12, 'target')), TARGET],
    ['the sender of an ARP message', arp(ARP_OPERATION.REQUEST), SCANNER],
    ['nothing, if it cannot be read', framed('45'), undefined],
  ])('is %s', (_, frame, source) => {
    expect(sourceOf(frame)).toBe(source);
  });
});
