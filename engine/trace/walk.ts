import type { EventId, FrameEvent, ProbeEvent, TraceEvent } from './event.ts';

export type Framed = TraceEvent & FrameEvent;
export type Probed = TraceEvent & ProbeEvent;

export const eventOf = (events: readonly TraceEvent[], id: EventId): TraceEvent | undefined => events[id - 1];

/** The direct causes of an event, nearest first. */
export const causesOf = (events: readonly TraceEvent[], event: TraceEvent): TraceEvent[] =>
  event.because.flatMap((id) => eventOf(events, id) ?? []);

export const isFrame = (event: TraceEvent | undefined): event is Framed => event?.kind === 'frame';
export const isSentProbe = (event: TraceEvent | undefined): event is Probed =>
  event?.kind === 'probe' && event.what === 'sent';

/** The frame that an event is about: itself, or the nearest one among its causes, breadth first. */
export function frameBehind(events: readonly TraceEvent[], event: TraceEvent): Framed | undefined {
  const seen = new Set<EventId>([event.id]);
  const queue = [event];
  for (const next of queue) {
    if (isFrame(next)) return next;
    for (const cause of causesOf(events, next)) {
      if (seen.has(cause.id)) continue;
      seen.add(cause.id);
      queue.push(cause);
    }
  }
  return undefined;
}

/** The transmissions that a conclusion rests on, first one first: reached over probes alone. */
export function triesBehind(events: readonly TraceEvent[], event: TraceEvent): Probed[] {
  const seen = new Set<EventId>();
  const queue: TraceEvent[] = [event];
  for (const next of queue) {
    for (const cause of causesOf(events, next)) {
      if (cause.kind !== 'probe' || seen.has(cause.id)) continue;
      seen.add(cause.id);
      queue.push(cause);
    }
  }
  return queue.filter(isSentProbe).sort((a, b) => a.id - b.id);
}

/** The frame that a probe left the scanner in. */
export function frameOf(events: readonly TraceEvent[], probe: Probed): Framed | undefined {
  for (let index = probe.id; index < events.length; index++) {
    const event = events[index];
    if (isFrame(event) && event.what === 'sent' && event.because.includes(probe.id)) return event;
  }
  return undefined;
}

/**
 * What a probe set in motion, in the order of events: its frames on their way, what hosts made of them, the
 * answers. The scanner's own conclusions end it, and so does an answer's arrival at the scanner.
 */
export function journeyOf(events: readonly TraceEvent[], probe: Probed): TraceEvent[] {
  const reached = new Set<EventId>([probe.id]);
  const journey: TraceEvent[] = [];
  for (let index = probe.id; index < events.length; index++) {
    const event = events[index];
    if (event === undefined || !event.because.some((id) => reached.has(id))) continue;
    if (event.host === probe.host && SCANNERS_THOUGHTS.has(event.kind)) continue;
    journey.push(event);
    const isArrival = event.host === probe.host && isFrame(event) && event.what === 'received';
    if (!isArrival) reached.add(event.id);
  }
  return journey;
}

const SCANNERS_THOUGHTS: ReadonlySet<TraceEvent['kind']> = new Set([
  'phase',
  'probe',
  'ignored',
  'pace',
  'discovery',
  'verdict',
]);
