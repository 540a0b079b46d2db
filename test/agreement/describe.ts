import {
  formatIpv4,
  type Ipv4,
  type Ipv4View,
  type Packet,
  toBytes,
  toHex,
} from '../../engine/packet/index.ts';
import { baseOf, keyOf, learnNames, type Names } from './conversations.ts';
import { describeIcmp } from './describe-icmp.ts';
import { describeTcp } from './describe-tcp.ts';
import type { Observed } from './observed.ts';

export interface Place {
  /** Addresses of the scanner. */
  readonly scanner: ReadonlySet<Ipv4>;
  /** Source ports that the scanner's phases begin with. */
  readonly bases: readonly number[];
}

/**
 * One line a packet with all that two runs of a lab must share: direction, ports, attempt, IP header, transport
 * header, payload and quotes; what is random in a run is told by its rule. Sorted, since order may differ.
 */
export function describePackets(packets: Observed, { scanner, bases }: Place): string[] {
  const names = learnNames(packets, scanner, bases);
  return packets.map((packet) => describePacket(packet, names, packets)).sort();
}

function describePacket(packet: Packet, names: Names, packets: Observed): string {
  const { ip } = packet;
  if (ip === undefined) return 'not IP';
  return `${describeEnds(packet, ip, names)} ${describeIp(packet, ip, names)} ${describeBody(packet, ip, names, packets)}`;
}

function describeBody(packet: Packet, ip: Ipv4View, names: Names, packets: Observed): string {
  const { tcp, udp, icmp } = packet;
  if (tcp !== undefined) return `TCP ${describeTcp({ ip, tcp }, names)}`;
  if (udp !== undefined) {
    const payload = toBytes(udp.payload);
    return `UDP len ${payload.length} ${toHex(payload)}`;
  }
  return icmp === undefined ? `protocol ${ip.protocol}` : `ICMP ${describeIcmp(icmp, packets)}`;
}

function describeEnds({ tcp, udp }: Packet, ip: Ipv4View, names: Names): string {
  const ports = tcp ?? udp;
  const sent = names.scanner.has(ip.source);
  const peer = formatIpv4(sent ? ip.destination : ip.source);
  const far = ports === undefined ? peer : `${peer}:${sent ? ports.destinationPort : ports.sourcePort}`;
  const near = ports === undefined ? 'scanner' : `scanner:${nearPort(ip, ports, sent, names)}`;
  return sent ? `${near} > ${far}` : `${far} > ${near}`;
}

/** A source port by what it encodes: the attempt; for the kernel's own connections, which one to this port. */
function nearPort(
  ip: Ipv4View,
  ports: { sourcePort: number; destinationPort: number },
  sent: boolean,
  names: Names,
): string {
  const port = sent ? ports.sourcePort : ports.destinationPort;
  const base = baseOf(names.bases, port);
  if (base !== undefined) {
    const opaque = port - base;
    return opaque % 2 === 0 ? `try ${opaque / 2}` : `ping ${(opaque - 1) / 2}`;
  }
  return `connection ${names.conversations.get(keyOf(ip, ports, sent))?.number ?? '?'}`;
}

/** TTL of scan probes is any of 37 to 59 (nmap-behaviour 1.1). */
const isProbeTtl = (ttl: number): boolean => ttl >= 37 && ttl <= 59;

function describeIp({ tcp }: Packet, ip: Ipv4View, names: Names): string {
  const sent = names.scanner.has(ip.source);
  const ttl = sent && isProbeTtl(ip.ttl) ? '37..59' : `${ip.ttl}`;
  const first = sent && tcp !== undefined ? names.conversations.get(keyOf(ip, tcp, sent))?.ipId : undefined;
  return `ttl ${ttl} id ${idText(ip.id, first)} ${ip.dontFragment ? 'DF' : '--'} tos ${ip.tos} iplen ${ip.totalLength}`;
}

function idText(id: number, first: number | undefined): string {
  if (id === 0) return '0';
  // A connected socket of Linux counts its own packets; probes have random IDs.
  const step = first === undefined ? undefined : (id - first) & 0xffff;
  return step === undefined || step > 8 ? 'nonzero' : step === 0 ? 'nonzero' : `first+${step}`;
}
