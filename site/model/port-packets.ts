import { decode, formatIpv4, fromHex, parseQuoted } from '../../engine/packet/index.ts';
import { type FrameEvent, packetWords, type TraceEvent } from '../../engine/trace/index.ts';

/** A packet about one port, as the scanner saw it leave or come. */
export interface PortPacket {
  readonly at: number;
  readonly way: 'sent' | 'received';
  readonly name: string;
  readonly line: string;
}

export interface AboutPort {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly address: string;
}

/** All packets about a port that left the scanner or reached it, errors that quote one among them. */
export function portPackets(
  events: readonly TraceEvent[],
  scanner: string,
  about: AboutPort,
): readonly PortPacket[] {
  return events.flatMap((event) => {
    if (event.kind !== 'frame' || event.host !== scanner) return [];
    const { what: way } = event;
    if ((way !== 'sent' && way !== 'received') || !isAbout(event, about)) return [];
    const { name, line } = packetWords(event);
    return [{ at: event.at, way, name, line }];
  });
}

function isAbout({ link, hex }: FrameEvent, { protocol, port, address }: AboutPort): boolean {
  const bytes = fromHex(hex);
  if (bytes === undefined) return false;
  const packet = decode(link, bytes);
  const ports = packet[protocol];
  if (packet.ip === undefined) return false;
  const [source, destination] = [formatIpv4(packet.ip.source), formatIpv4(packet.ip.destination)];
  if (ports !== undefined)
    return (
      (destination === address && ports.destinationPort === port) ||
      (source === address && ports.sourcePort === port)
    );
  if (packet.icmp === undefined) return false;
  const quoted = parseQuoted(packet.icmp.quoted());
  return quoted.ok && quoted.value.destinationPort === port;
}
