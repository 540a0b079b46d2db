import type { Us } from '../base/time.ts';
import type { Tuning } from './tuning.ts';

/**
 * A congestion window in probes, after TCP's (RFC 5681): slow start below the threshold, then avoidance. Each
 * host has one, and the group of hosts that are scanned together has one.
 */
export interface CongestionWindow {
  size: number;
  threshold: number;
  /** Probes whose fate is known: answered or timed out. */
  expected: number;
  answered: number;
  /** Only probes sent after this may tell of another drop: drops come in batches. */
  lastDropAt: Us;
}

export const createWindow = (tuning: Tuning, now: Us): CongestionWindow => ({
  size: tuning.initialWindow,
  threshold: tuning.initialThreshold,
  expected: 0,
  answered: 0,
  lastDropAt: now,
});

/** Whether one probe more may be in flight. The half makes up for sums of fractions. */
export const hasRoom = (size: number, inFlight: number): boolean => size >= inFlight + 0.5;

/**
 * An answer came: the window grows. Where only few probes are ever answered each answer counts for more, up to
 * `maxScale`: silence of filtered ports is no congestion.
 */
export function acknowledge(window: CongestionWindow, tuning: Tuning, weight: number): void {
  window.answered++;
  const scale = Math.min(window.expected / window.answered, tuning.maxScale) * weight;
  if (window.size < window.threshold) {
    const grown = window.size + tuning.slowStartIncrement * scale;
    window.size = Math.min(grown, window.threshold);
  } else {
    window.size += (tuning.avoidanceIncrement / window.size) * scale;
  }
  window.size = Math.min(window.size, tuning.maxWindow);
}

/** A host lost a probe: it begins again from the smallest window. */
export function dropHost(window: CongestionWindow, tuning: Tuning, inFlight: number, now: Us): void {
  window.size = tuning.lowWindow;
  lowerThreshold(window, tuning, inFlight, now);
}

/** The group lost a probe: one bad host must not stop the others, so its window only halves. */
export function dropGroup(window: CongestionWindow, tuning: Tuning, inFlight: number, now: Us): void {
  window.size = Math.max(tuning.lowWindow, window.size / tuning.groupWindowDivisor);
  lowerThreshold(window, tuning, inFlight, now);
}

function lowerThreshold(window: CongestionWindow, tuning: Tuning, inFlight: number, now: Us): void {
  window.threshold = Math.floor(Math.max(inFlight / tuning.thresholdDivisor, 2));
  window.lastDropAt = now;
}
