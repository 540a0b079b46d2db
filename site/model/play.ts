import { bisectRight } from 'd3';
import { MS_IN_US, type Us } from '../../engine/base/time.ts';
import type { Timeline } from './timeline.ts';

/** Seconds of the network in a second of the person who looks; `fastest` waits for nothing. */
export const SPEEDS = [0.01, 0.1, 1, 10, 'fastest'] as const;
export type Speed = (typeof SPEEDS)[number];

/** A time in which nothing happened. */
export interface Silence {
  readonly from: Us;
  readonly to: Us;
}

/** How long a folded silence is waited through, whatever its length and the speed. */
const LONGEST_SILENCE_MS = 500;

/** Where the play stands after some time of playing. */
export interface Schedule {
  /** `elapsedMs` of the person's time after the start; the time of the network, at most `end`. */
  timeAfter(elapsedMs: number): Us;
}

/**
 * Virtual time, scaled; `silences` (ascending, apart) are passed in half a second at most. From `start` to `end`.
 */
export function scheduleOf(
  silences: readonly Silence[],
  { start, end, speed }: { readonly start: Us; readonly end: Us; readonly speed: number },
): Schedule {
  const perMs = speed * MS_IN_US;
  // Pieces of even pace: each begins at a time of the network and at one of the person.
  const pieces: { at: Us; elapsedMs: number; perMs: number }[] = [];
  let at = start;
  let elapsedMs = 0;
  const add = (to: Us, pace: number): void => {
    if (to <= at) return;
    pieces.push({ at, elapsedMs, perMs: pace });
    elapsedMs += (to - at) / pace;
    at = to;
  };
  for (const { from, to } of silences) {
    if (to <= start) continue;
    add(Math.min(from, end), perMs);
    const length = Math.min(to, end) - at;
    add(Math.min(to, end), Math.max(perMs, length / LONGEST_SILENCE_MS));
  }
  add(end, perMs);
  const begins = pieces.map((piece) => piece.elapsedMs);
  return {
    timeAfter(elapsed) {
      const piece = pieces[bisectRight(begins, elapsed) - 1];
      if (piece === undefined) return start;
      return Math.min(end, piece.at + (elapsed - piece.elapsedMs) * piece.perMs);
    },
  };
}

/** Even the longest run is through in about ten seconds, at the 60 pictures a second that most screens show. */
const MOST_PICTURES = 600;

/** How many moments of a run one picture moves on by, as fast as it goes. */
export const momentsAPicture = ({ moments }: Timeline): number => Math.ceil(moments.length / MOST_PICTURES);
