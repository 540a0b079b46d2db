import type { EventId, TraceEvent } from '../../../engine/trace/index.ts';

export interface Counted {
  readonly packets: number;
  readonly bytes: number;
}

/** The counters of all rules and policies of a run, at any of its events. */
export interface RunCounters {
  /** As `iptables -L -v -x` would have shown them right after an event; `number` 0 is the policy. */
  at(host: string, table: string, chain: string, number: number, cursor: EventId): Counted;
}

/** The events that counted for one rule, and the sum of bytes up to each. */
interface Tally {
  readonly ids: EventId[];
  readonly bytes: number[];
}

const NOTHING: Counted = { packets: 0, bytes: 0 };
const keyOf = (...parts: readonly (string | number)[]): string => parts.join('\n');

/** Reads the counters from the rule events of a run, once; asking is a binary search. */
export function countersOf(events: readonly TraceEvent[]): RunCounters {
  const tallies = new Map<string, Tally>();
  for (const event of events) {
    if (event.kind !== 'rule') continue;
    const key = keyOf(event.host, event.table, event.chain, event.number);
    const tally = tallies.get(key) ?? { ids: [], bytes: [] };
    tally.ids.push(event.id);
    tally.bytes.push((tally.bytes.at(-1) ?? 0) + event.length);
    tallies.set(key, tally);
  }
  return {
    at(host, table, chain, number, cursor) {
      const tally = tallies.get(keyOf(host, table, chain, number));
      if (tally === undefined) return NOTHING;
      let [low, high] = [0, tally.ids.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((tally.ids[middle] ?? 0) <= cursor) low = middle + 1;
        else high = middle;
      }
      return { packets: low, bytes: tally.bytes[low - 1] ?? 0 };
    },
  };
}
