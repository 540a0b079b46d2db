import type { TraceEvent } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { type Gap, gapSteps } from './gaps.ts';
import { isNote } from './notes.ts';
import type { Packets } from './packets.ts';
import { ITEMS_A_SLICE, type Sliced } from './slices.ts';

/**
 * Where everything stands down a sequence diagram, in rows. Time runs down, but not evenly: what happens at one
 * moment stands in rows below each other, in its order, and a silence takes few rows, whatever its length.
 */
export interface Diagram {
  /** The row of event `id` at `id - 1`; never falling. What is not drawn stands where the last drawn thing does. */
  readonly rows: Float64Array;
  readonly height: number;
  /** The events that stand beside a lane, ascending. */
  readonly notes: Int32Array;
  readonly folds: readonly Fold[];
  /** Names of those who take part; `columnOf[lane]` is where each stands, -1 where it does not. */
  readonly names: readonly string[];
  readonly columnOf: Int32Array;
  /** The most rows between a packet's sending and its end. */
  readonly longest: number;
}

export interface Fold {
  readonly from: number;
  readonly to: number;
  readonly gap: Gap;
}

/** How many rows a silence takes, and at most the time between two things that happen. */
const FOLD_ROWS = 2.4;
const TIME_ROWS = 1.5;

export function* diagramOf(events: readonly TraceEvent[], packets: Packets, lab: Lab): Sliced<Diagram> {
  const gaps = yield* gapSteps(events);
  const hasRow = yield* rowOwners(events, packets);
  const rows = new Float64Array(events.length);
  const folds: Fold[] = [];
  const evenUs = Math.max(1, Math.min(...lab.networks.map(({ rttUs }) => rttUs / 2)));
  let row = 0;
  let latest = events[0]?.at ?? 0;
  for (const [index, event] of events.entries()) {
    if (index % ITEMS_A_SLICE === 0) yield;
    const passed = event.at - latest;
    const gap = gaps[folds.length];
    if (gap !== undefined && event.at >= gap.to) {
      folds.push({ from: row, to: row + FOLD_ROWS, gap });
      row += FOLD_ROWS;
    } else if (passed > 0) row += TIME_ROWS * Math.min(1, passed / evenUs);
    latest = Math.max(latest, event.at);
    if (hasRow[index] === 1) row += 1;
    rows[index] = row;
  }
  const notes = notesOf(events, hasRow);
  return {
    rows,
    height: row + 1,
    notes,
    folds,
    ...columnsOf(events, packets, notes),
    longest: longestOf(packets, rows),
  };
}

/** 1 for every event that has a row of its own: both ends of a packet, and notes that no cross says already. */
function* rowOwners(events: readonly TraceEvent[], packets: Packets): Sliced<Uint8Array> {
  const hasRow = new Uint8Array(events.length);
  for (const [index, event] of events.entries()) {
    if (index % ITEMS_A_SLICE === 0) yield;
    if (isNote(event)) hasRow[index] = 1;
  }
  for (let index = 0; index < packets.length; index++) {
    if (index % ITEMS_A_SLICE === 0) yield;
    const killer = packets.killer[index] ?? 0;
    if (killer > 0) hasRow[killer - 1] = 0;
    hasRow[(packets.sent[index] ?? 0) - 1] = 1;
    const end = packets.end[index] ?? 0;
    if (end > 0) hasRow[end - 1] = 1;
  }
  return hasRow;
}

function notesOf(events: readonly TraceEvent[], hasRow: Uint8Array): Int32Array {
  const notes: number[] = [];
  for (let index = 0; index < events.length; index++) {
    if (hasRow[index] === 1 && events[index]?.kind !== 'frame') notes.push(index + 1);
  }
  return Int32Array.from(notes);
}

function columnsOf(
  events: readonly TraceEvent[],
  { lanes, length, from, to }: Packets,
  notes: Int32Array,
): Pick<Diagram, 'names' | 'columnOf'> {
  const takesPart = new Uint8Array(lanes.names.length);
  for (let index = 0; index < length; index++) {
    takesPart[from[index] ?? 0] = 1;
    takesPart[to[index] ?? 0] = 1;
  }
  for (const id of notes) takesPart[lanes.laneOf(events[id - 1]?.host ?? '') ?? 0] = 1;
  const names = lanes.names.filter((_, lane) => takesPart[lane] === 1);
  const columnOf = Int32Array.from(lanes.names, (name) => names.indexOf(name));
  return { names, columnOf };
}

function longestOf({ length, sent, end }: Packets, rows: Float64Array): number {
  let longest = 0;
  for (let index = 0; index < length; index++) {
    const begin = rows[(sent[index] ?? 0) - 1] ?? 0;
    longest = Math.max(longest, (rows[(end[index] ?? 0) - 1] ?? begin) - begin);
  }
  return longest;
}
