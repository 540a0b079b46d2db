import { bisector } from 'd3';
import type { EventId, TraceEvent, VerdictEvent } from '../../engine/trace/index.ts';

export type Verdict = TraceEvent & VerdictEvent;

/** What was concluded about each port, first to last; the keys are `portKey`'s. */
export type Verdicts = ReadonlyMap<string, readonly Verdict[]>;

export const portKey = (address: string, protocol: string, port: number): string =>
  `${address} ${port}/${protocol}`;

/** Reads the verdicts from a run's events once; after that every question is a binary search. */
export function verdictsOf(events: readonly TraceEvent[]): Verdicts {
  const verdicts = new Map<string, Verdict[]>();
  for (const event of events) {
    if (event.kind !== 'verdict') continue;
    const key = portKey(event.target, event.protocol, event.port);
    const known = verdicts.get(key);
    if (known === undefined) verdicts.set(key, [event]);
    else known.push(event);
  }
  return verdicts;
}

const byId = bisector((verdict: Verdict) => verdict.id);

/** What is known of a port at the cursor; undefined where nothing is known yet. */
export function verdictAt(verdicts: Verdicts, key: string, cursor: EventId): Verdict | undefined {
  const known = verdicts.get(key) ?? [];
  return known[byId.right(known, cursor) - 1];
}
