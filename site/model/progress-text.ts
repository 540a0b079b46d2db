/** How far a scan is. `done` and `total` count questions of the phase in hand. */
export interface Progress {
  readonly events: number;
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

/** Below this a guess of the rest says nothing. */
const LEAST_SHARE = 0.05;

/** `SYN Stealth Scan: 41 %, about 2 s left, 5,120 events`; `phaseMs` is how long the phase has lasted so far, if known. */
export function progressText({ phase, done, total, events }: Progress, phaseMs?: number): string {
  if (phase === '') return 'Running';
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const left =
    phaseMs === undefined || share < LEAST_SHARE
      ? ''
      : `, about ${Math.ceil((phaseMs * (1 - share)) / share / 1000)} s left`;
  const so = events === 0 ? '' : `, ${events.toLocaleString('en')} events`;
  return `${phase}: ${Math.floor(share * 100)} %${left}${so}`;
}
