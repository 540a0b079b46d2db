import { formatIpv4, formatMac, notation, type Packet, protocolName } from '../../engine/packet/index.ts';
import { packetWords, type TraceEvent } from '../../engine/trace/index.ts';
import { deathText, decoded, fateOf, frameOfPacket } from './packet-label.ts';
import type { Packets } from './packets.ts';
import { seconds } from './seconds.ts';

/** A packet as a row of a table, in words. */
export interface PacketRow {
  readonly time: string;
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  /** In bytes, with the header of the link. */
  readonly length: number;
  readonly name: string;
  readonly info: string;
  readonly fate: string;
}

export function packetRow(events: readonly TraceEvent[], packets: Packets, index: number): PacketRow {
  const frame = frameOfPacket(events, packets, index);
  const packet: Packet = frame === undefined ? {} : decoded(frame);
  const death = deathText(events, packets, index);
  const fate = fateOf(packets, index);
  return {
    time: seconds(packets.sentAt[index] ?? 0),
    ...endsOf(packet),
    protocol: protocolOf(packet),
    length: (frame?.hex.length ?? 0) / 2,
    name: frame === undefined ? '' : packetWords(frame).name,
    info: withoutAddresses(notation(packet)),
    fate: death === '' ? fate : `${fate}: ${death}`,
  };
}

/** Of the addresses, which have columns of their own, the ports stay: `61026 → 22 S seq 1 win 1024`. */
const withoutAddresses = (line: string): string =>
  line.replace(/^\S+?(?::(\d+))? > \S+?(?::(\d+))? /, (_, source, destination) =>
    source === undefined ? '' : `${source} → ${destination} `,
  );

function endsOf({ ip, arp, ethernet }: Packet): Pick<PacketRow, 'source' | 'destination'> {
  if (ip !== undefined) return { source: formatIpv4(ip.source), destination: formatIpv4(ip.destination) };
  if (arp !== undefined) return { source: formatIpv4(arp.senderIp), destination: formatIpv4(arp.targetIp) };
  if (ethernet === undefined) return { source: '', destination: '' };
  return { source: formatMac(ethernet.source), destination: formatMac(ethernet.destination) };
}

function protocolOf({ ip, arp }: Packet): string {
  if (arp !== undefined) return 'ARP';
  return ip === undefined ? 'Ethernet' : protocolName(ip.protocol).toUpperCase();
}
