import { MS_IN_US, SECOND_IN_US, type Us } from '../../engine/base/time.ts';
import type { TraceEvent } from '../../engine/trace/index.ts';
import { sentCauseOf } from './flights.ts';
import { ITEMS_A_SLICE, type Sliced, whole } from './slices.ts';

/** A time in which nothing happened anywhere and no packet was on its way: what pictures of time fold. */
export interface Gap {
  readonly from: Us;
  readonly to: Us;
  /** What the time passed for: `waiting for an answer to 139/tcp`. */
  readonly because: string;
}

/** Shorter silences are drawn as they are: they show how fast everything else is. */
export const LEAST_GAP_US: Us = 50 * MS_IN_US;

/** The gaps of a run, ascending and apart. A packet that is under way for long makes none. */
export const gapsOf = (events: readonly TraceEvent[]): readonly Gap[] => whole(gapSteps(events));

/** The same, for pages that must stay answerable meanwhile. */
export function* gapSteps(events: readonly TraceEvent[]): Sliced<readonly Gap[]> {
  const gaps: Gap[] = [];
  const underWaySince = yield* earliestUnderWay(events);
  let latest: Us = events[0]?.at ?? 0;
  for (const [index, event] of events.entries()) {
    if (index % ITEMS_A_SLICE === 0) yield;
    const isSilent = event.at - latest >= LEAST_GAP_US && (underWaySince[index] ?? 0) > latest;
    if (isSilent) gaps.push({ from: latest, to: event.at, because: becauseOf(events, index) });
    latest = Math.max(latest, event.at);
  }
  return gaps;
}

/** A gap with its length, `1.0 s: waiting for an answer to 139/tcp`. */
export const gapText = ({ from, to, because }: Gap): string => `${lengthText(to - from)}: ${because}`;

const lengthText = (us: Us): string =>
  us < SECOND_IN_US / 2 ? `${Math.round(us / MS_IN_US)} ms` : `${(us / SECOND_IN_US).toFixed(1)} s`;

/** For each event, when the earliest of the frames that end with it or later was sent. */
function* earliestUnderWay(events: readonly TraceEvent[]): Sliced<Float64Array> {
  const earliest = new Float64Array(events.length);
  let since = Number.POSITIVE_INFINITY;
  for (let index = events.length - 1; index >= 0; index--) {
    if (index % ITEMS_A_SLICE === 0) yield;
    const event = events[index];
    const sent = event?.kind === 'frame' ? sentCauseOf(events, event) : undefined;
    since = Math.min(since, sent?.at ?? since);
    earliest[index] = since;
  }
  return earliest;
}

/** What ended the gap says what it was for; the event before it, why nothing was sent. */
function becauseOf(events: readonly TraceEvent[], next: number): string {
  const event = events[next];
  const before = events[next - 1];
  if (event?.kind === 'timer') return `until a timer of ${event.host} ran out (${event.name})`;
  if (event?.kind !== 'probe') return event?.kind === 'frame' ? 'before the next packet' : 'nothing happened';
  if (event.what !== 'sent') return `waiting for an answer to ${aimOf(event)}${othersOf(events, next)}`;
  if (pausedSince(events, before)) return `pausing before ${aimOf(event)} is asked again`;
  return 'the pace of the scan, before the next probe';
}

type Probe = Extract<TraceEvent, { readonly kind: 'probe' }>;

const aimOf = ({ port, protocol, target, technique }: Probe): string =>
  port === undefined ? `${technique} for ${target}` : `${port}/${protocol}`;

/** How many more waited in vain until the same moment. */
function othersOf(events: readonly TraceEvent[], next: number): string {
  const at = events[next]?.at;
  let others = 0;
  for (let index = next + 1; events[index]?.at === at; index++) {
    const event = events[index];
    if (event?.kind === 'probe' && event.what === 'timed-out') others++;
  }
  return others === 0 ? '' : ` and ${others} more`;
}

/** Whether a pause of the scanner began at the moment of this event. */
function pausedSince(events: readonly TraceEvent[], last: TraceEvent | undefined): boolean {
  if (last === undefined) return false;
  for (let index = last.id - 1; events[index]?.at === last.at; index--) {
    const event = events[index];
    if (event?.kind === 'pace' && event.what === 'rate-limit-pause') return true;
  }
  return false;
}
