import type { TraceEvent } from '../../engine/trace/index.ts';
import { matchesWords, wordsOfFilter } from './packet-filter.ts';
import { packetRow } from './packet-row.ts';
import type { Packets } from './packets.ts';
import type { Sliced } from './slices.ts';

/** To take a packet apart and ask its words costs more than to walk by. */
const PACKETS_A_SLICE = 100;

/** The packets that have every word of a filter, in their order; all of them where it is empty. */
export function* filteredPackets(
  events: readonly TraceEvent[],
  packets: Packets,
  filter: string,
): Sliced<Int32Array> {
  const words = wordsOfFilter(filter);
  const found = new Int32Array(packets.length);
  let count = 0;
  for (let index = 0; index < packets.length; index++) {
    if (index % PACKETS_A_SLICE === 0) yield;
    if (words.length > 0) {
      const { lanes, from, to } = packets;
      const names = `${lanes.names[from[index] ?? 0] ?? ''} ${lanes.names[to[index] ?? 0] ?? ''}`;
      if (!matchesWords(packetRow(events, packets, index), names, words)) continue;
    }
    found[count++] = index;
  }
  return found.subarray(0, count);
}
