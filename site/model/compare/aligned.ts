import type { TraceEvent } from '../../../engine/trace/index.ts';
import { type Signal, signalsOf } from './signals.ts';

/** The same packet in both worlds, or one that stands alone. */
export interface Pair {
  /** Its place in the whole, from 0. */
  readonly index: number;
  readonly simulated?: Signal;
  readonly live?: Signal;
}

/** One try of one probe and what came of it: `198.18.10.28 tcp/22`, try 1. */
export interface AlignedProbe {
  readonly about: string;
  /** From 1. */
  readonly attempt: number;
  readonly pairs: readonly Pair[];
}

export interface Aligned {
  readonly probes: readonly AlignedProbe[];
  /** Every pair of every probe, in their order. */
  readonly pairs: readonly Pair[];
}

interface Tried {
  readonly signal: Signal;
  readonly attempt: number;
}

/**
 * Lays the scanner's packets of two runs side by side. The same packet is the one with the same partner, port,
 * direction and name that comes as often before it. Probes stand in the order of the simulated run, those of the live
 * run alone behind them: each world has a clock of its own, and what is late in one may be early in the other.
 */
export function alignedTraces(
  simulated: readonly TraceEvent[] | undefined,
  live: readonly TraceEvent[],
): Aligned {
  const drafts = new Map<string, Draft>();
  const byKey = new Map<string, DraftPair>();
  for (const [key, tried] of triedOf(simulated ?? [])) {
    const pair: DraftPair = { simulated: tried.signal };
    byKey.set(key, pair);
    draftOf(drafts, tried).pairs.push(pair);
  }
  for (const [key, tried] of triedOf(live)) {
    const pair = byKey.get(key);
    if (pair === undefined) draftOf(drafts, tried).pairs.push({ live: tried.signal });
    else pair.live = tried.signal;
  }
  let index = 0;
  const probes = [...drafts.values()].map(({ about, attempt, pairs }) => ({
    about,
    attempt,
    pairs: pairs.map((pair): Pair => ({ index: index++, ...pair })),
  }));
  return { probes, pairs: probes.flatMap(({ pairs }) => pairs) };
}

interface DraftPair {
  simulated?: Signal;
  live?: Signal;
}

interface Draft {
  readonly about: string;
  readonly attempt: number;
  readonly pairs: DraftPair[];
}

function draftOf(drafts: Map<string, Draft>, { signal, attempt }: Tried): Draft {
  const key = `${signal.about} ${attempt}`;
  const draft = drafts.get(key) ?? { about: signal.about, attempt, pairs: [] };
  drafts.set(key, draft);
  return draft;
}

/** Each signal under a name that the other world has too, with the try that it belongs to. */
function* triedOf(events: readonly TraceEvent[]): Generator<readonly [string, Tried]> {
  const seen = new Map<string, number>();
  const attempts = new Map<string, number>();
  for (const signal of signalsOf(events)) {
    const name = `${signal.about} ${signal.direction} ${signal.name}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    // What goes out for the second time goes out for a second try; answers belong to the try before them.
    if (signal.direction === 'out' && !signal.isKernels && signal.name !== 'socket closed unanswered')
      attempts.set(signal.about, Math.max(count, attempts.get(signal.about) ?? 1));
    yield [`${name} ${count}`, { signal, attempt: attempts.get(signal.about) ?? 1 }];
  }
}

/** What a pair shows before one looks at its bytes. */
export type Standing = 'both' | 'unrecorded' | 'simulated-only' | 'live-only';

export function standingOf({ simulated, live }: Pair): Standing {
  if (simulated !== undefined && live !== undefined) return 'both';
  if ((simulated ?? live)?.isKernels === true) return 'unrecorded';
  return simulated === undefined ? 'live-only' : 'simulated-only';
}
