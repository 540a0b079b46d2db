import type { Us } from '../../engine/base/time.ts';

/** Virtual time, and the only way to make something happen later. */
export interface Clock {
  readonly now: Us;
  /** Runs `happen` at `at`; things due at the same time happen in the order of being scheduled. */
  schedule(at: Us, happen: () => void): Timer;
}

export interface Timer {
  /** Nothing is to do where it has fired or was cancelled before. */
  cancel(): void;
}

/** Linux counts time in ticks; Debian's kernels have 250 a second. Rate limits and IP identifications see only these. */
const TICK_US = 4_000;
export const TICKS_PER_SECOND = 250;

export const ticksAt = (at: Us): number => Math.floor(at / TICK_US);
