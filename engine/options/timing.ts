import { fromMs, type Us } from '../base/time.ts';
import type { TimingOptions } from '../scan/index.ts';

/** What a timing template (-T) sets. Times in milliseconds. Observed with nmap 7.93 -d. */
export interface TimingTemplate {
  readonly name: string;
  readonly initialRttTimeoutMs: number;
  readonly minRttTimeoutMs: number;
  readonly maxRttTimeoutMs: number;
  readonly maxRetries: number;
  readonly scanDelayMs: number;
  readonly maxTcpScanDelayMs: number;
  readonly maxUdpScanDelayMs: number;
}

const normal: TimingTemplate = {
  name: 'Normal',
  initialRttTimeoutMs: 1000,
  minRttTimeoutMs: 100,
  maxRttTimeoutMs: 10_000,
  maxRetries: 10,
  scanDelayMs: 0,
  maxTcpScanDelayMs: 1000,
  maxUdpScanDelayMs: 1000,
};

/** By number, -T0 to -T5. */
export const TIMING_TEMPLATES: readonly TimingTemplate[] = [
  {
    ...normal,
    name: 'Paranoid',
    initialRttTimeoutMs: 300_000,
    maxRttTimeoutMs: 300_000,
    scanDelayMs: 300_000,
  },
  { ...normal, name: 'Sneaky', initialRttTimeoutMs: 15_000, maxRttTimeoutMs: 15_000, scanDelayMs: 15_000 },
  { ...normal, name: 'Polite', scanDelayMs: 400 },
  normal,
  {
    ...normal,
    name: 'Aggressive',
    initialRttTimeoutMs: 500,
    maxRttTimeoutMs: 1250,
    maxRetries: 6,
    maxTcpScanDelayMs: 10,
  },
  {
    ...normal,
    name: 'Insane',
    initialRttTimeoutMs: 250,
    minRttTimeoutMs: 50,
    maxRttTimeoutMs: 300,
    maxRetries: 2,
    maxTcpScanDelayMs: 5,
  },
];

export const NORMAL_TIMING = 3;

/** `4` or `aggressive` -> 4; upper and lower case are the same. */
export function timingTemplate(text: string): number | undefined {
  if (/^[0-5]$/.test(text)) return Number(text);
  const found = TIMING_TEMPLATES.findIndex(({ name }) => name.toLowerCase() === text.toLowerCase());
  return found < 0 ? undefined : found;
}

/** What the options of a command line say about timing; whatever is absent comes from the template. */
export interface TimingChoices {
  readonly template?: number;
  readonly initialRttTimeoutUs?: Us;
  readonly minRttTimeoutUs?: Us;
  readonly maxRttTimeoutUs?: Us;
  readonly maxRetries?: number;
  readonly scanDelayUs?: Us;
  readonly maxScanDelayUs?: Us;
  readonly minRate?: number;
  readonly maxRate?: number;
  readonly minParallelism?: number;
  readonly maxParallelism?: number;
}

/** Template and options together; options win, in whatever order they were given. */
export function timingOptions(choices: TimingChoices, defeatRstRatelimit: boolean): TimingOptions {
  const number = choices.template ?? NORMAL_TIMING;
  const template = TIMING_TEMPLATES[number] ?? normal;
  const { minRate, maxRate, minParallelism, maxParallelism } = choices;
  return {
    template: number,
    ...rttTimeouts(choices, template),
    maxRetries: choices.maxRetries ?? template.maxRetries,
    ...scanDelays(choices, template),
    ...(minRate === undefined ? {} : { minRate }),
    ...(maxRate === undefined ? {} : { maxRate }),
    ...(minParallelism === undefined ? {} : { minParallelism }),
    ...(maxParallelism === undefined ? {} : { maxParallelism }),
    defeatRstRatelimit,
  };
}

/** Each of the three, as it is set, drags the others along: minimum <= initial <= maximum. */
function rttTimeouts(choices: TimingChoices, template: TimingTemplate) {
  let initial = fromMs(template.initialRttTimeoutMs);
  let min = fromMs(template.minRttTimeoutMs);
  let max = fromMs(template.maxRttTimeoutMs);
  if (choices.initialRttTimeoutUs !== undefined) {
    initial = choices.initialRttTimeoutUs;
    max = Math.max(max, initial);
    min = Math.min(min, initial);
  }
  if (choices.minRttTimeoutUs !== undefined) {
    min = choices.minRttTimeoutUs;
    max = Math.max(max, min);
    initial = Math.max(initial, min);
  }
  if (choices.maxRttTimeoutUs !== undefined) {
    max = choices.maxRttTimeoutUs;
    min = Math.min(min, max);
    initial = Math.min(initial, max);
  }
  return { initialRttTimeoutUs: initial, minRttTimeoutUs: min, maxRttTimeoutUs: max };
}

/** A delay asked for is never above the largest delay; the largest delay asked for holds for all protocols. */
function scanDelays(choices: TimingChoices, template: TimingTemplate) {
  const scanDelayUs = choices.scanDelayUs ?? fromMs(template.scanDelayMs);
  const largest = (templateMs: number): Us => {
    const asked = choices.scanDelayUs ?? 0;
    return choices.maxScanDelayUs ?? Math.max(fromMs(templateMs), asked);
  };
  return {
    scanDelayUs,
    maxTcpScanDelayUs: largest(template.maxTcpScanDelayMs),
    maxUdpScanDelayUs: largest(template.maxUdpScanDelayMs),
  };
}
