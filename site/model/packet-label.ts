import { decode, fromHex, type Packet } from '../../engine/packet/index.ts';
import { packetWords, type TraceEvent } from '../../engine/trace/index.ts';
import type { Framed } from './flights.ts';
import { killerText } from './killer.ts';
import { FATE, FATES, type Fate, type Packets } from './packets.ts';

/** The frame that a packet was sent as. */
export function frameOfPacket(
  events: readonly TraceEvent[],
  { sent }: Packets,
  index: number,
): Framed | undefined {
  const event = events[(sent[index] ?? 0) - 1];
  return event?.kind === 'frame' ? event : undefined;
}

export function decoded({ link, hex }: Framed): Packet {
  const bytes = fromHex(hex);
  return bytes === undefined ? {} : decode(link, bytes);
}

/** What stands at an arrow: `SYN 61026 → 22`, `ARP request`. */
export function packetLabel(events: readonly TraceEvent[], packets: Packets, index: number): string {
  const frame = frameOfPacket(events, packets, index);
  if (frame === undefined) return '';
  const { tcp, udp } = decoded(frame);
  const { name } = packetWords(frame);
  const ports = tcp ?? udp;
  return ports === undefined ? name : `${name} ${ports.sourcePort} → ${ports.destinationPort}`;
}

export const fateOf = ({ fate }: Packets, index: number): Fate => FATES[fate[index] ?? 0] ?? 'under way';

/** What stands at a cross: who ended the packet, and by which rule or fact. Empty where it lives. */
export function deathText(events: readonly TraceEvent[], { killer, fate }: Packets, index: number): string {
  const event = events[(killer[index] ?? 0) - 1];
  if (event !== undefined) return killerText(event);
  return fate[index] === FATE.lost ? 'lost' : '';
}
