import type { EventId, TraceEvent } from './event.ts';
import { isArp } from './packet-words.ts';
import { type Framed, isFrame, type Probed } from './walk.ts';

/** The frame that a probe left the scanner in: its own, or the first one of the connect() it called. */
export function frameOf(events: readonly TraceEvent[], probe: Probed): Framed | undefined {
  const senders = new Set<EventId>([probe.id]);
  for (let index = probe.id; index < events.length; index++) {
    const event = events[index];
    if (event === undefined || !event.because.some((id) => senders.has(id))) continue;
    if (event.kind === 'connect' && event.what === 'begun') senders.add(event.id);
    if (isFrame(event) && event.what === 'sent' && isArp(event) === (probe.technique === 'arp')) return event;
  }
  return undefined;
}

/**
 * What a probe set in motion, in the order of events: its frames on their way, what hosts made of them, the
 * answers. The scanner's own conclusions end it, and so does an answer's arrival at the scanner.
 */
export function journeyOf(events: readonly TraceEvent[], probe: Probed): TraceEvent[] {
  const reached = new Set<EventId>([probe.id]);
  // Asking for a neighbour's address is an aside: other packets wait for the same answer, and are not meant here.
  const asides = new Set<EventId>();
  const journey: TraceEvent[] = [];
  for (let index = probe.id; index < events.length; index++) {
    const event = events[index];
    if (event === undefined || isThought(event, probe)) continue;
    const isOwn = event.because.some((id) => reached.has(id));
    if (!isOwn && !event.because.some((id) => asides.has(id))) continue;
    if (probe.technique !== 'arp' && isFrame(event) && isArp(event)) asides.add(event.id);
    else if (isOwn) {
      journey.push(event);
      if (!isArrival(event, probe)) reached.add(event.id);
    } else if (event.kind === 'timer' || event.kind === 'fact') {
      journey.push(event);
      asides.add(event.id);
    }
  }
  return journey;
}

const isArrival = (event: TraceEvent, probe: Probed): boolean =>
  event.host === probe.host && isFrame(event) && event.what === 'received';

const isThought = (event: TraceEvent, probe: Probed): boolean =>
  event.host === probe.host && SCANNERS_THOUGHTS.has(event.kind);

const SCANNERS_THOUGHTS: ReadonlySet<TraceEvent['kind']> = new Set([
  'phase',
  'probe',
  'ignored',
  'pace',
  'discovery',
  'verdict',
]);
