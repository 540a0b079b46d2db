import type { TraceEvent } from '../../engine/trace/index.ts';
import { deathText, fateOf, packetLabel } from './packet-label.ts';
import type { Packets } from './packets.ts';
import { seconds } from './seconds.ts';

/** One packet as a sentence: `0.0280 s, SYN 61026 → 139 from scanner to target: dropped, INPUT rule 1 DROP.` */
export function packetText(events: readonly TraceEvent[], packets: Packets, index: number): string {
  const { lanes, from, to, sentAt } = packets;
  const name = (lane: number | undefined): string => lanes.names[lane ?? 0] ?? '';
  const death = deathText(events, packets, index);
  const end = `${fateOf(packets, index)}${death === '' ? '' : `, ${death}`}`;
  const way = `from ${name(from[index])} to ${name(to[index])}`;
  return `${seconds(sentAt[index] ?? 0)}, ${packetLabel(events, packets, index)} ${way}: ${end}.`;
}
