import {
  decode,
  formatIpv4,
  fromHex,
  type Ipv4View,
  isIcmpError,
  type Packet,
  PROTOCOL,
  parseQuoted,
} from '../packet/index.ts';
import type { FrameEvent } from '../trace/index.ts';

/** What a diagram needs to know of a frame. */
export interface Heard {
  readonly source: string;
  readonly destination: string;
  /** The scanned port it is about, `tcp 22 198.18.10.28`; empty for ARP, echo and the like. */
  readonly conversation: string;
  /** `40000 to 22`; empty where there are no ports. */
  readonly ports: string;
  readonly isBroadcast: boolean;
}

export const conversationOf = (protocol: string, port: number, address: string): string =>
  `${protocol} ${port} ${address}`;

/** `isScanner` says which addresses scan: the other side's port names the conversation. */
export function hear(frame: FrameEvent, isScanner: (address: string) => boolean): Heard | undefined {
  const bytes = fromHex(frame.hex);
  const packet: Packet = bytes === undefined ? {} : decode(frame.link, bytes);
  if (packet.arp !== undefined) {
    const { senderIp, targetIp, operation } = packet.arp;
    const [source, destination] = [formatIpv4(senderIp), formatIpv4(targetIp)];
    return { source, destination, conversation: '', ports: '', isBroadcast: operation === 1 };
  }
  return packet.ip === undefined ? undefined : hearIp(packet, packet.ip, isScanner);
}

function hearIp(packet: Packet, ip: Ipv4View, isScanner: (address: string) => boolean): Heard {
  const [source, destination] = [formatIpv4(ip.source), formatIpv4(ip.destination)];
  const between = { source, destination, isBroadcast: false };
  const transport = packet.tcp ?? packet.udp;
  if (transport !== undefined) {
    const { sourcePort, destinationPort } = transport;
    const protocol = packet.tcp === undefined ? 'udp' : 'tcp';
    const conversation = isScanner(source)
      ? conversationOf(protocol, destinationPort, destination)
      : conversationOf(protocol, sourcePort, source);
    return { ...between, conversation, ports: `${sourcePort} to ${destinationPort}` };
  }
  return { ...between, conversation: quotedConversation(packet, isScanner), ports: '' };
}

/** An ICMP error belongs to the conversation of the packet it quotes. */
function quotedConversation({ icmp }: Packet, isScanner: (address: string) => boolean): string {
  if (icmp === undefined || !isIcmpError(icmp.typeNumber)) return '';
  const quoted = parseQuoted(icmp.quoted());
  if (!quoted.ok) return '';
  const { ip, sourcePort, destinationPort } = quoted.value;
  if (sourcePort === undefined || destinationPort === undefined) return '';
  const protocol = ip.protocol === PROTOCOL.TCP ? 'tcp' : 'udp';
  const [source, destination] = [formatIpv4(ip.source), formatIpv4(ip.destination)];
  return isScanner(source)
    ? conversationOf(protocol, destinationPort, destination)
    : conversationOf(protocol, sourcePort, source);
}
