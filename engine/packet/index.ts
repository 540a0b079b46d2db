/** Bytes <-> records, header by header. Views come from the parsers only. */
export type { Ipv4, Mac } from './address.ts';
export {
  asIpv4,
  asMac,
  BROADCAST_MAC,
  formatIpv4,
  formatMac,
  isGroupMac,
  isMulticast,
  parseIpv4,
  parseMac,
  ZERO_MAC,
} from './address.ts';
export type { ArpFields, ArpView } from './arp.ts';
export { ARP_FIELD, ARP_OPERATION, arpLength, checkArp, emitArp, parseArp } from './arp.ts';
export type { Override } from './build.ts';
export { arpFrame, ethernetFrame, icmpPacket, ipv4Packet, tcpPacket, udpPacket } from './build.ts';
export type { Span } from './bytes.ts';
export { fromHex, setU8, setU16, setU32, spanOf, toBytes, toHex, u8, u16, u32 } from './bytes.ts';
export type { Endpoints } from './checksum.ts';
export { internetChecksum, pseudoHeaderSum } from './checksum.ts';
export type { Cidr } from './cidr.ts';
export { broadcastOf, cidrContains, cidrOf, formatCidr, parseCidr } from './cidr.ts';
export type { EthernetFields, EthernetView } from './ethernet.ts';
export { checkEthernet, ETHERNET_FIELD, emitEthernet, ethernetLength, parseEthernet } from './ethernet.ts';
export type { Field, FieldTable } from './field.ts';
export { readField } from './field.ts';
export type { Finding, FindingCode } from './finding.ts';
export { describeFinding } from './finding.ts';
export { flagLetters, parseFlagLetters, TCP_FLAG } from './flags.ts';
export type { IcmpView } from './icmp.ts';
export { ICMP_FIELD, parseIcmp } from './icmp.ts';
export { emitIcmp, icmpLength } from './icmp-emit.ts';
export type { IcmpEcho, IcmpError, IcmpFields, IcmpMask, IcmpOther, IcmpTimestamp } from './icmp-fields.ts';
export { ICMP_TYPE, icmpName, icmpTypeName, isIcmpError } from './icmp-names.ts';
export type { Ipv4Fields, Ipv4Override, Ipv4View } from './ipv4.ts';
export { emitIpv4, IPV4_FIELD, ipv4Length, parseIpv4Header, parseIpv4Packet } from './ipv4.ts';
export { checkIpv4 } from './ipv4-check.ts';
export type { Ipv4Option, Ipv4OptionKind, Ipv4OptionReading } from './ipv4-options.ts';
export { parseIpv4Options, readIpv4Options } from './ipv4-options.ts';
export { notation } from './notation.ts';
export { ETHERTYPE, etherTypeName, PROTOCOL, protocolName } from './numbers.ts';
export type { Packet } from './packet.ts';
export { decode, decodeFrame, decodeIp } from './packet.ts';
export type { Decoded, HeaderName, PacketProblem, ProblemCode } from './problem.ts';
export { describeProblem } from './problem.ts';
export type { QuotedPacket } from './quoted.ts';
export { parseQuoted } from './quoted.ts';
export type { Seq } from './seq.ts';
export { asSeq, inWindow, seqAdd, seqDiff, seqGeq, seqGt, seqLeq, seqLt } from './seq.ts';
export type { TcpFields, TcpView } from './tcp.ts';
export { emitTcp, parseTcp, TCP_FIELD, tcpLength } from './tcp.ts';
export type { TcpOption, TcpOptionReading } from './tcp-options.ts';
export { emitTcpOptions, parseTcpOptions, readTcpOptions, tcpOptionsLength } from './tcp-options.ts';
export { checkIcmp, checkTcp, checkUdp } from './transport-check.ts';
export type { UdpFields, UdpView } from './udp.ts';
export { emitUdp, parseUdp, UDP_FIELD, udpLength } from './udp.ts';
