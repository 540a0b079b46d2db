import { fromMs, SECOND_IN_US, type Us } from '../base/time.ts';

/** How long answers take: a smoothed round trip, its variation, and the timeout that follows from both. */
export interface RttEstimator {
  /** Smoothed round-trip time; -1 before the first sample. */
  srttUs: Us;
  /** Smoothed mean deviation; -1 before the first sample. */
  rttvarUs: Us;
  timeoutUs: Us;
}

/** What no estimate may leave. */
export interface RttBounds {
  readonly minUs: Us;
  readonly maxUs: Us;
  /** A probe is not given up before the next one may be sent. */
  readonly scanDelayUs: Us;
}

export const createEstimator = (initialTimeoutUs: Us): RttEstimator => ({
  srttUs: -1,
  rttvarUs: -1,
  timeoutUs: initialTimeoutUs,
});

export const hasSample = (estimator: RttEstimator): boolean => estimator.srttUs >= 0;

/**
 * Takes in one measured round trip, after Jacobson and Karels (RFC 6298 has the same gains, 1/8 and 1/4), with
 * nmap 7.93's sanity rules: a sample far outside of what is known is a late answer, not a new round-trip time.
 */
export function takeSample(estimator: RttEstimator, roundTripUs: Us, bounds: RttBounds): void {
  // Capture clocks may run a little ahead of the sender's.
  const delta = roundTripUs < 0 && roundTripUs > -fromMs(50) ? fromMs(10) : roundTripUs;
  if (!hasSample(estimator)) {
    if (delta < 0) return;
    estimator.srttUs = delta;
    estimator.rttvarUs = clamp(delta, fromMs(5), 2 * SECOND_IN_US);
  } else {
    if (delta < 0 || delta >= 8 * SECOND_IN_US) return;
    const error = delta - estimator.srttUs;
    if (error > 1.5 * SECOND_IN_US && error > 3 * estimator.srttUs + 2 * estimator.rttvarUs) return;
    // Shifts, because nmap divides so: rounding is towards minus infinity.
    estimator.srttUs += error >> 3;
    estimator.rttvarUs += (Math.abs(error) - estimator.rttvarUs) >> 2;
  }
  const timeout = estimator.srttUs + 4 * estimator.rttvarUs;
  if (estimator.rttvarUs > 2.3 * SECOND_IN_US) estimator.rttvarUs = 2 * SECOND_IN_US;
  estimator.timeoutUs = Math.max(clamp(timeout, bounds.minUs, bounds.maxUs), bounds.scanDelayUs);
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
