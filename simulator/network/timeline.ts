import { invariant } from '../../engine/base/invariant.ts';
import type { Us } from '../../engine/base/time.ts';
import type { Clock, Timer } from '../host/index.ts';

/** A clock with its queue, for whoever drives the world. */
export interface Timeline extends Clock {
  /** When the next thing happens; undefined when nothing is left. */
  readonly next: Us | undefined;
  /** Lets the next thing happen, and time move on to it. */
  advance(): void;
  /** Lets time pass up to `at`, before which nothing may be due. */
  waitUntil(at: Us): void;
  /** How many things are due; cancelled ones are counted until their time has come. */
  readonly size: number;
}

class Due implements Timer {
  readonly at: Us;
  readonly id: number;
  happen: (() => void) | undefined;
  constructor(at: Us, id: number, happen: () => void) {
    this.at = at;
    this.id = id;
    this.happen = happen;
  }
  cancel(): void {
    this.happen = undefined;
  }
}

const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.id < b.id);

/** A binary heap in the order of (at, id); ids count up, so equal times keep their order. */
export function createTimeline(): Timeline {
  const heap: Due[] = [];
  let now: Us = 0;
  let lastId = 0;

  const dropCancelled = (): Due | undefined => {
    let first = heap[0];
    while (first !== undefined && first.happen === undefined) {
      removeFirst(heap);
      first = heap[0];
    }
    return first;
  };
  return {
    get now() {
      return now;
    },
    get size() {
      return heap.length;
    },
    get next() {
      return dropCancelled()?.at;
    },
    schedule(at, happen) {
      invariant(at >= now, `time does not go back, from ${now} to ${at}`);
      const due = new Due(at, ++lastId, happen);
      insert(heap, due);
      return due;
    },
    advance() {
      const due = dropCancelled();
      if (due === undefined) return;
      removeFirst(heap);
      now = due.at;
      const { happen } = due;
      due.happen = undefined;
      happen?.();
    },
    waitUntil(at) {
      invariant(at >= now, `time does not go back, from ${now} to ${at}`);
      now = at;
    },
  };
}

function insert(heap: Due[], due: Due): void {
  let at = heap.length;
  heap.push(due);
  while (at > 0) {
    const above = (at - 1) >>> 1;
    const parent = heap[above] as Due;
    if (isBefore(parent, due)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = due;
}

function removeFirst(heap: Due[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    const right = heap[below + 1];
    if (right !== undefined && isBefore(right, heap[below] as Due)) below += 1;
    const child = heap[below] as Due;
    if (isBefore(last, child)) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
}
