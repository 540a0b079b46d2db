import { formatIpv4, formatMac } from './address.ts';
import type { ArpView } from './arp.ts';
import { toHex } from './bytes.ts';
import { flagLetters, TCP_FLAG } from './flags.ts';
import type { IcmpView } from './icmp.ts';
import { icmpName } from './icmp-names.ts';
import type { Ipv4View } from './ipv4.ts';
import { etherTypeName, protocolName } from './numbers.ts';
import type { Packet } from './packet.ts';
import { describeProblem } from './problem.ts';
import { parseQuoted, type QuotedPacket } from './quoted.ts';
import type { TcpView } from './tcp.ts';
import { readTcpOptions, type TcpOption } from './tcp-options.ts';

/**
 * A packet in one line, in the manner of packetdrill and tcpdump; for traces that people read and tests compare:
 *
 *     198.18.10.2:40000 > 198.18.10.28:22 S seq 1 win 1024 <mss 1460>
 *     198.18.10.28 > 198.18.10.2 icmp port-unreachable (198.18.10.2:40000 > 198.18.10.28:53 udp)
 *     arp who-has 198.18.10.28 tell 198.18.10.2
 */
export function notation(packet: Packet): string {
  const line = printLayers(packet);
  if (packet.problem === undefined) return line;
  return `${line}${line === '' ? '' : ' '}[${describeProblem(packet.problem)}]`;
}

function printLayers({ ethernet, arp, ip, tcp, udp, icmp, problem }: Packet): string {
  if (arp !== undefined) return printArp(arp);
  if (ip === undefined) {
    if (ethernet === undefined) return '';
    const addresses = `${formatMac(ethernet.source)} > ${formatMac(ethernet.destination)}`;
    return problem === undefined ? `${addresses} ${etherTypeName(ethernet.etherType)}` : addresses;
  }
  const fragment = printFragment(ip);
  if (tcp !== undefined) return `${between(ip, tcp)} ${printTcp(tcp)}${fragment}`;
  if (udp !== undefined) return `${between(ip, udp)} udp ${udp.length - 8}${fragment}`;
  if (icmp !== undefined) return `${between(ip)} icmp ${printIcmp(icmp)}${fragment}`;
  return `${between(ip)} ${protocolName(ip.protocol)}${fragment}`;
}

interface Ports {
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

function between(ip: Ipv4View, { sourcePort, destinationPort }: Ports = {}): string {
  const source = sourcePort === undefined ? '' : `:${sourcePort}`;
  const destination = destinationPort === undefined ? '' : `:${destinationPort}`;
  return `${formatIpv4(ip.source)}${source} > ${formatIpv4(ip.destination)}${destination}`;
}

/** `frag 185@1480+`: 185 bytes at offset 1480, more to come. */
function printFragment(ip: Ipv4View): string {
  if (!ip.isFragment) return '';
  const { start, end } = ip.payload;
  return ` frag ${end - start}@${ip.fragmentOffset}${ip.moreFragments ? '+' : ''}`;
}

function printTcp(tcp: TcpView): string {
  const parts = [flagLetters(tcp.flags) || 'none', `seq ${tcp.sequence}`];
  const length = tcp.payload.end - tcp.payload.start;
  if (length > 0) parts.push(`len ${length}`);
  if ((tcp.flags & TCP_FLAG.ACK) !== 0) parts.push(`ack ${tcp.acknowledgment}`);
  parts.push(`win ${tcp.window}`);
  if ((tcp.flags & TCP_FLAG.URG) !== 0) parts.push(`urg ${tcp.urgentPointer}`);
  const { options, problem } = readTcpOptions(tcp.optionsSpan);
  const texts = options.map(printTcpOption);
  if (problem !== undefined) texts.push('malformed');
  if (texts.length > 0) parts.push(`<${texts.join(',')}>`);
  return parts.join(' ');
}

function printTcpOption(option: TcpOption): string {
  switch (option.kind) {
    case 'mss':
      return `mss ${option.value}`;
    case 'window-scale':
      return `wscale ${option.shift}`;
    case 'sack-permitted':
      return 'sackOK';
    case 'sack':
      return `sack ${option.blocks.map(([left, right]) => `${left}:${right}`).join(' ')}`;
    case 'timestamp':
      return `TS val ${option.value} ecr ${option.echo}`;
    case 'unknown':
      return `opt-${option.code}${option.data.length > 0 ? ` ${toHex(option.data)}` : ''}`;
    default:
      return option.kind;
  }
}

function printIcmp(icmp: IcmpView): string {
  const name = icmpName(icmp.typeNumber, icmp.code);
  if (icmp.isError) {
    const quoted = parseQuoted(icmp.quoted());
    return `${name} (${quoted.ok ? printQuoted(quoted.value) : 'unreadable'})`;
  }
  const fields = icmp.fields();
  if (!fields.ok) return `${name} (cut off)`;
  return 'id' in fields.value ? `${name} id ${fields.value.id} seq ${fields.value.sequence}` : name;
}

function printQuoted(quoted: QuotedPacket): string {
  const sequence = quoted.tcpSequence === undefined ? '' : ` seq ${quoted.tcpSequence}`;
  const id = quoted.icmpId === undefined ? '' : ` id ${quoted.icmpId}`;
  return `${between(quoted.ip, quoted)} ${protocolName(quoted.ip.protocol)}${sequence}${id}`;
}

function printArp(arp: ArpView): string {
  if (arp.operation === 1) return `arp who-has ${formatIpv4(arp.targetIp)} tell ${formatIpv4(arp.senderIp)}`;
  if (arp.operation === 2) return `arp ${formatIpv4(arp.senderIp)} is-at ${formatMac(arp.senderMac)}`;
  return `arp operation ${arp.operation} of ${formatIpv4(arp.senderIp)}`;
}
