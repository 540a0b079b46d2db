import type { Us } from '../../engine/base/time.ts';
import type { TraceEvent } from '../../engine/trace/index.ts';
import { type Gap, gapsOf, gapText } from './gaps.ts';
import { type Sliced, whole } from './slices.ts';
import { type Timeline, timelineOf } from './timeline.ts';

/** All that the timeline's bar reads of a run, once. */
export interface Reading {
  readonly events: readonly TraceEvent[];
  readonly timeline: Timeline;
  readonly gaps: readonly Gap[];
  /** By the moment at which it ended, what a silence was for. */
  readonly gapBefore: ReadonlyMap<Us, string>;
}

export function* readingOf(events: readonly TraceEvent[]): Sliced<Reading> {
  const timeline = yield* timelineOf(events);
  yield;
  const gaps = gapsOf(events);
  return { events, timeline, gaps, gapBefore: new Map(gaps.map((gap) => [gap.to, gapText(gap)])) };
}

export const NOTHING_READ: Reading = whole(readingOf([]));
