import type { EventId, FrameEvent, ProbeEvent, TraceEvent, TransitionEvent } from './event.ts';
import { isArp } from './packet-words.ts';

export type Framed = TraceEvent & FrameEvent;
export type Probed = TraceEvent & ProbeEvent;

export const eventOf = (events: readonly TraceEvent[], id: EventId): TraceEvent | undefined => events[id - 1];

/** The direct causes of an event, nearest first. */
export const causesOf = (events: readonly TraceEvent[], event: TraceEvent): TraceEvent[] =>
  event.because.flatMap((id) => eventOf(events, id) ?? []);

export const isFrame = (event: TraceEvent | undefined): event is Framed => event?.kind === 'frame';
export const isSentProbe = (event: TraceEvent | undefined): event is Probed =>
  event?.kind === 'probe' && event.what === 'sent';

/**
 * The causes that belong to an event's own story. Where the scanner sent a probe, that is all of it; and who had
 * to ask for a neighbour's address first tells another story.
 */
export function ownCausesOf(events: readonly TraceEvent[], event: TraceEvent): TraceEvent[] {
  const causes = causesOf(events, event);
  const probe = causes.find(isSentProbe);
  if (isFrame(event) && event.what === 'sent' && probe !== undefined) return [probe];
  if (!isFrame(event) || isArp(event)) return causes;
  return causes.filter((cause) => !isFrame(cause) || !isArp(cause));
}

/** The passage through a firewall that an event belongs to: itself, or what a rule speaks in. */
export function passageOf(events: readonly TraceEvent[], rule: TraceEvent): TransitionEvent | undefined {
  let next: TraceEvent | undefined = rule;
  while (next?.kind === 'rule') {
    next = causesOf(events, next).find(
      (cause) =>
        cause.kind === 'rule' || (cause.kind === 'transition' && cause.machine === 'firewall-passage'),
    );
  }
  return next?.kind === 'transition' ? next : undefined;
}

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
