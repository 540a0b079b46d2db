import type { TimingOptions } from './request.ts';

/** The constants that steer sending, by timing template and options (nmap 7.93). Windows count probes. */
export interface Tuning {
  readonly lowWindow: number;
  readonly maxWindow: number;
  readonly initialWindow: number;
  readonly initialThreshold: number;
  /** Growth of the window by one acknowledged probe, below the threshold. */
  readonly slowStartIncrement: number;
  /** Growth of the window by one acknowledged window, above the threshold. */
  readonly avoidanceIncrement: number;
  /** At most so much faster where few probes are answered at all. */
  readonly maxScale: number;
  /** An answered timing ping stands for so many answered probes. */
  readonly pingScale: number;
  /** After a drop the threshold is what was in flight, divided by this. */
  readonly thresholdDivisor: number;
  readonly groupWindowDivisor: number;
  /** Share of dropped answers above which the scan delay grows. */
  readonly dropRatio: number;
  /** A first answer to a try above this one makes the scan delay grow. */
  readonly patience: number;
  /** connect() calls that may be open at once. */
  readonly maxSockets: number;
}

/** Probes sent between two looks at what came back, lest the capture buffer overflow. */
export const SENDS_BETWEEN_POLLS = 50;

/** What select() and a usual limit of 1024 descriptors leave for connect(). */
const MAX_SOCKETS = 1014;

export function tuningOf(timing: TimingOptions): Tuning {
  const { template } = timing;
  const lowWindow = timing.minParallelism ?? 1;
  const maxParallelism = timing.maxParallelism ?? (template < 3 ? 1 : 0);
  const maxWindow = Math.max(lowWindow, maxParallelism || 300);
  return {
    lowWindow,
    maxWindow,
    initialWindow: Math.min(Math.max(10, lowWindow), maxWindow),
    initialThreshold: 75,
    slowStartIncrement: 1,
    avoidanceIncrement: template >= 4 ? 2 : 1,
    maxScale: 50,
    pingScale: 3,
    thresholdDivisor: template >= 5 ? 5 / 4 : template === 4 ? 4 / 3 : 1.5,
    groupWindowDivisor: 2,
    dropRatio: template >= 4 ? 0.4 : 0.3,
    patience: template >= 4 ? 4 : 3,
    maxSockets: maxParallelism > 0 ? Math.min(maxWindow, MAX_SOCKETS) : MAX_SOCKETS,
  };
}
