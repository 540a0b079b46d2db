/** What a scan left at one host. */
export interface Traces {
  readonly packets: number;
  readonly ports: number;
  readonly logLines: number;
  readonly alarms: number;
}

/** How much each weighs: a packet passes unseen among thousands, a log line is read at times, an alarm is read. */
export const NOISE_WEIGHTS = { packets: 1, ports: 1, logLines: 5, alarms: 25 } as const satisfies Traces;

/** In one sentence, for those who read the figure. */
export const NOISE_SAYS =
  'Noise is 1 for each packet that reached the host, 1 for each distinct port asked, 5 for each line in its logs, and 25 for each alarm.';
export const NOISE_IS_NOT =
  'It compares scans of one lab with each other; it is no probability of being caught, which depends on who watches.';

export const noiseOf = (traces: Traces): number =>
  (Object.keys(NOISE_WEIGHTS) as (keyof Traces)[]).reduce(
    (sum, what) => sum + NOISE_WEIGHTS[what] * traces[what],
    0,
  );
