import {
  ARP_OPERATION,
  decode,
  flagLetters,
  formatIpv4,
  fromHex,
  icmpName,
  notation,
  type Packet,
  protocolName,
  TCP_FLAG,
} from '../packet/index.ts';
import type { FrameEvent } from './event.ts';

/** What people call a packet. */
export interface PacketWords {
  /** `SYN`, `RST`, `UDP datagram`, `ICMP port-unreachable`, `ARP reply`. */
  readonly name: string;
  /** The same for who has not met it yet: `a TCP SYN`, `an ARP reply`. */
  readonly some: string;
  /** The whole packet in one line. */
  readonly line: string;
  readonly ttl?: number;
}

export function packetWords({ link, hex }: FrameEvent): PacketWords {
  const bytes = fromHex(hex);
  const packet = bytes === undefined ? {} : decode(link, bytes);
  const name = packetName(packet);
  const line = bytes === undefined ? hex : notation(packet);
  const full = packet.tcp === undefined || name.startsWith('TCP') ? name : `TCP ${name}`;
  const words = { name, some: `${article(full)} ${full}`, line };
  return packet.ip === undefined ? words : { ...words, ttl: packet.ip.ttl };
}

const packetOf = ({ link, hex }: FrameEvent): Packet => {
  const bytes = fromHex(hex);
  return bytes === undefined ? {} : decode(link, bytes);
};

/** The address a frame comes from, as far as it has one. */
export function sourceOf(frame: FrameEvent): string | undefined {
  const { ip, arp } = packetOf(frame);
  const source = ip?.source ?? arp?.senderIp;
  return source === undefined ? undefined : formatIpv4(source);
}

export const isArp = (frame: FrameEvent): boolean => packetOf(frame).arp !== undefined;

function packetName({ arp, ip, tcp, udp, icmp }: Packet): string {
  if (tcp !== undefined) return segmentName(tcp.flags);
  if (udp !== undefined) return 'UDP datagram';
  if (icmp !== undefined) return `ICMP ${icmpName(icmp.typeNumber, icmp.code)}`;
  if (arp !== undefined) return arp.operation === ARP_OPERATION.REPLY ? 'ARP reply' : 'ARP request';
  return ip === undefined ? 'frame' : `${protocolName(ip.protocol)} packet`;
}

const NAMES: Readonly<Record<number, string>> = {
  0: 'TCP segment without flags',
  [TCP_FLAG.SYN]: 'SYN',
  [TCP_FLAG.SYN | TCP_FLAG.ACK]: 'SYN/ACK',
  [TCP_FLAG.ACK]: 'ACK',
  [TCP_FLAG.FIN]: 'FIN',
  [TCP_FLAG.FIN | TCP_FLAG.ACK]: 'FIN/ACK',
  [TCP_FLAG.FIN | TCP_FLAG.PSH | TCP_FLAG.URG]: 'FIN/PSH/URG',
  [TCP_FLAG.RST]: 'RST',
  // A reset that answers a segment without ACK acknowledges it (RFC 9293 section 3.10.7.1); it is a reset all the same.
  [TCP_FLAG.RST | TCP_FLAG.ACK]: 'RST',
};

const segmentName = (flags: number): string =>
  NAMES[flags] ?? `TCP segment with the flags ${flagLetters(flags)}`;

/** An ARP reply, an ICMP message; a TCP segment, a UDP datagram. */
const article = (name: string): string => (/^[AI]/i.test(name) ? 'an' : 'a');
