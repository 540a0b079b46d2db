import {
  ARP_OPERATION,
  type ArpView,
  decode,
  flagLetters,
  formatIpv4,
  formatMac,
  type Ipv4View,
  type Packet,
  PROTOCOL,
  protocolName,
  readTcpOptions,
  type TcpOption,
  type TcpView,
} from '../packet/index.ts';
import { icmpText } from './icmp-text.ts';

/** A packet in the words of nmap's packet trace, without direction and time; undefined if it is no packet. */
export function packetText(link: 'ethernet' | 'raw', bytes: Uint8Array): string | undefined {
  const packet = decode(link, bytes);
  if (packet.arp !== undefined) return arpText(packet.arp);
  return packet.ip === undefined ? undefined : ipText(packet, packet.ip);
}

function arpText(arp: ArpView): string {
  const sender = formatIpv4(arp.senderIp);
  return arp.operation === ARP_OPERATION.REQUEST
    ? `ARP who-has ${formatIpv4(arp.targetIp)} tell ${sender}`
    : `ARP reply ${sender} is-at ${formatMac(arp.senderMac).toUpperCase()}`;
}

function ipText(packet: Packet, ip: Ipv4View): string {
  const source = formatIpv4(ip.source);
  const destination = formatIpv4(ip.destination);
  const header = ipHeaderText(ip);
  if (packet.tcp !== undefined) return tcpText(packet.tcp, source, destination, header);
  if (packet.udp !== undefined) {
    const { sourcePort, destinationPort } = packet.udp;
    return `UDP ${source}:${sourcePort} > ${destination}:${destinationPort} ${header}`;
  }
  if (packet.icmp !== undefined) {
    const { typeNumber, code } = packet.icmp;
    const { name, fields } = icmpText(packet.icmp);
    return `ICMP [${source} > ${destination} ${name} (type=${typeNumber}/code=${code}) ${fields}] IP [${header}]`;
  }
  return bareText(ip, source, destination, header);
}

/** Where the transport header is missing: a later fragment, a cut packet, or a protocol without ports. */
function bareText(ip: Ipv4View, source: string, destination: string, header: string): string {
  switch (ip.protocol) {
    case PROTOCOL.TCP:
      return `TCP ${source}:?? > ${destination}:?? ?? ${header}`;
    case PROTOCOL.UDP:
      return `UDP ${source}:?? > ${destination}:?? ${header}`;
    case PROTOCOL.ICMP:
      return `ICMP ${source} > ${destination} [??] ${header}`;
    default: {
      const name = protocolName(ip.protocol);
      const word = name.startsWith('protocol ') ? 'unknown' : name;
      return `${word} (${ip.protocol}) ${source} > ${destination}: ${header}`;
    }
  }
}

/** `ttl=46 id=62429 iplen=44 ` and, for a fragment, where it belongs. The blank at the end is nmap's. */
function ipHeaderText(ip: Ipv4View): string {
  const more = ip.moreFragments ? '+' : '';
  const fragment = ip.isFragment ? `frag offset=${ip.fragmentOffset}${more} ` : '';
  return `ttl=${ip.ttl} id=${ip.id} iplen=${ip.totalLength} ${fragment}`;
}

function tcpText(tcp: TcpView, source: string, destination: string, header: string): string {
  const ends = `${source}:${tcp.sourcePort} > ${destination}:${tcp.destinationPort}`;
  const flags = flagLetters(tcp.flags);
  return `TCP ${ends} ${flags} ${header} seq=${tcp.sequence} win=${tcp.window} ${optionsText(tcp)}`;
}

/** `<mss 1460,nop,wscale 7>`; nothing where there is no option or where they make no sense. */
function optionsText(tcp: TcpView): string {
  const { options, problem } = readTcpOptions(tcp.optionsSpan);
  if (options.length === 0 || problem !== undefined) return '';
  const words = options.map(optionText);
  // What follows the end of the list is padding, and nmap reads each byte of it as an end of its own.
  const used = options.reduce((sum, option) => sum + optionLength(option), 0);
  const padding = Math.max(0, tcp.headerLength - 20 - used);
  return `<${[...words, ...Array<string>(padding).fill('eol')].join(',')}>`;
}

function optionText(option: TcpOption): string {
  switch (option.kind) {
    case 'mss':
      return `mss ${option.value}`;
    case 'window-scale':
      return `wscale ${option.shift}`;
    case 'sack-permitted':
      return 'sackOK';
    case 'sack':
      return `sack ${option.blocks.length} ${option.blocks.map(([left, right]) => `{${left}:${right}}`).join('')}`;
    case 'timestamp':
      return `timestamp ${option.value} ${option.echo}`;
    case 'unknown':
      return '';
    default:
      return option.kind;
  }
}

function optionLength(option: TcpOption): number {
  switch (option.kind) {
    case 'eol':
    case 'nop':
      return 1;
    case 'sack':
      return 2 + 8 * option.blocks.length;
    case 'unknown':
      return 2 + option.data.length;
    default:
      return { mss: 4, 'window-scale': 3, 'sack-permitted': 2, timestamp: 10 }[option.kind];
  }
}
