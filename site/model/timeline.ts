import { bisectLeft, bisectRight } from 'd3';
import type { Us } from '../../engine/base/time.ts';
import type { EventId, TraceEvent } from '../../engine/trace/index.ts';
import { ITEMS_A_SLICE, type Sliced } from './slices.ts';

/** What one steps by, in the order of the timeline's rows. */
export const STEP_KINDS = ['packet', 'rule', 'transition', 'verdict'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/**
 * What moving through a run needs to know of it, read from its events once: every move after that is a binary
 * search.
 */
export interface Timeline {
  readonly length: number;
  /** The events of each kind, ascending. */
  readonly ids: Readonly<Record<StepKind, readonly EventId[]>>;
  /** When event `id` happened, at `id - 1`; never falling, even where two clocks wrote one trace. */
  readonly times: Float64Array;
  /** The last event of every moment at which something happened, ascending. */
  readonly moments: readonly EventId[];
}

/** A host found up or down is a verdict too. Kinds that are not named here have no row of their own. */
const KIND: Partial<Record<TraceEvent['kind'], StepKind>> = {
  frame: 'packet',
  rule: 'rule',
  transition: 'transition',
  verdict: 'verdict',
  discovery: 'verdict',
};

export function* timelineOf(events: readonly TraceEvent[]): Sliced<Timeline> {
  const ids: Record<StepKind, EventId[]> = { packet: [], rule: [], transition: [], verdict: [] };
  const times = new Float64Array(events.length);
  const moments: EventId[] = [];
  let latest = 0;
  for (const [index, event] of events.entries()) {
    if (index % ITEMS_A_SLICE === 0) yield;
    const kind = KIND[event.kind];
    if (kind !== undefined) ids[kind].push(event.id);
    if (index > 0 && event.at > latest) moments.push(index);
    latest = Math.max(latest, event.at);
    times[index] = latest;
  }
  if (events.length > 0) moments.push(events.length);
  return { length: events.length, ids, times, moments };
}

/** The nearest event of a kind behind the cursor; undefined where there is none. */
export const nextOf = ({ ids }: Timeline, kind: StepKind, cursor: EventId): EventId | undefined =>
  ids[kind][bisectRight(ids[kind], cursor)];

/** The nearest event of a kind before the cursor; undefined where there is none. */
export const previousOf = ({ ids }: Timeline, kind: StepKind, cursor: EventId): EventId | undefined =>
  ids[kind][bisectLeft(ids[kind], cursor) - 1];

/** The last event that had happened by then; 0 where none had. */
export const eventBy = ({ times }: Timeline, at: Us): EventId => bisectRight(times, at);

/** When the event at the cursor happened; a run begins at its first event. */
export const timeOf = ({ times }: Timeline, cursor: EventId): Us => times[Math.max(0, cursor - 1)] ?? 0;

/** The last event of the moment that is `count` moments behind the one at the cursor; the end where there is none. */
export function momentsOn({ moments, length }: Timeline, cursor: EventId, count: number): EventId {
  const next = bisectRight(moments, cursor);
  return moments[next + count - 1] ?? length;
}

/**
 * The pixel columns in which events of a list stand, each once, ascending: however long the run, there is no more
 * to draw than there are columns.
 */
export function columnsOf(
  { times }: Timeline,
  ids: readonly EventId[],
  toX: (at: Us) => number,
): readonly number[] {
  const columns: number[] = [];
  for (const id of ids) {
    const column = Math.round(toX(times[id - 1] ?? 0));
    if (column !== columns.at(-1)) columns.push(column);
  }
  return columns;
}
