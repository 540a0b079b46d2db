import { ARP_LENGTH, type ArpFields, emitArp } from './arp.ts';
import { spanOf } from './bytes.ts';
import type { Endpoints } from './checksum.ts';
import { ETHERNET_LENGTH, type EthernetFields, emitEthernet } from './ethernet.ts';
import { emitIcmp, icmpLength } from './icmp-emit.ts';
import type { IcmpFields } from './icmp-fields.ts';
import { type Ipv4Fields, type Ipv4Override, ipv4Length, writeIpv4 } from './ipv4.ts';
import { endOfSourceRoute } from './ipv4-options.ts';
import { ETHERTYPE, PROTOCOL } from './numbers.ts';
import { emitTcp, type TcpFields, tcpLength } from './tcp.ts';
import { emitUdp, type UdpFields, udpLength } from './udp.ts';

/** What to write instead of what would be right, for packets that are wrong on purpose. */
export interface Override extends Ipv4Override {
  /** Of the TCP, UDP or ICMP header; 0 in UDP means "none computed". */
  readonly checksum?: number;
}

const RIGHT: Override = {};

type IpFields = Omit<Ipv4Fields, 'protocol'>;

/** The addresses for the checksum; `ip` itself but under a source route. */
function endpoints(ip: IpFields): Endpoints {
  const finalDestination = ip.options === undefined ? undefined : endOfSourceRoute(spanOf(ip.options));
  return finalDestination === undefined ? ip : { ...ip, finalDestination };
}

/** A whole IPv4 packet with a TCP segment. Lengths and checksums are computed. */
export function tcpPacket(ip: IpFields, tcp: TcpFields, override: Override = RIGHT): Uint8Array {
  const length = tcpLength(tcp);
  const packet = new Uint8Array(ipv4Length(ip) + length);
  const header = writeIpv4(ip, PROTOCOL.TCP, packet, 0, length, override);
  emitTcp(tcp, packet, header, override.checksum ?? endpoints(ip));
  return packet;
}

/** A whole IPv4 packet with a UDP datagram. */
export function udpPacket(ip: IpFields, udp: UdpFields, override: Override = RIGHT): Uint8Array {
  const length = udpLength(udp);
  const packet = new Uint8Array(ipv4Length(ip) + length);
  const header = writeIpv4(ip, PROTOCOL.UDP, packet, 0, length, override);
  emitUdp(udp, packet, header, override.checksum ?? endpoints(ip));
  return packet;
}

/** A whole IPv4 packet with an ICMP message. */
export function icmpPacket(ip: IpFields, icmp: IcmpFields, override: Override = RIGHT): Uint8Array {
  const length = icmpLength(icmp);
  const packet = new Uint8Array(ipv4Length(ip) + length);
  const header = writeIpv4(ip, PROTOCOL.ICMP, packet, 0, length, override);
  emitIcmp(icmp, packet, header, override.checksum);
  return packet;
}

/** A whole IPv4 packet with any payload: another protocol, a fragment. */
export function ipv4Packet(ip: Ipv4Fields, payload: Uint8Array, override: Ipv4Override = RIGHT): Uint8Array {
  const packet = new Uint8Array(ipv4Length(ip) + payload.length);
  const header = writeIpv4(ip, ip.protocol, packet, 0, payload.length, override);
  packet.set(payload, header);
  return packet;
}

/** Not padded to Ethernet's least length of 60 bytes: a network card does that. */
export function ethernetFrame(ethernet: EthernetFields, payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(ETHERNET_LENGTH + payload.length);
  emitEthernet(ethernet, frame, 0);
  frame.set(payload, ETHERNET_LENGTH);
  return frame;
}

export function arpFrame(ethernet: Omit<EthernetFields, 'etherType'>, arp: ArpFields): Uint8Array {
  const frame = new Uint8Array(ETHERNET_LENGTH + ARP_LENGTH);
  emitEthernet({ ...ethernet, etherType: ETHERTYPE.ARP }, frame, 0);
  emitArp(arp, frame, ETHERNET_LENGTH);
  return frame;
}
