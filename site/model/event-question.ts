import { type EventId, explain, type RuleEvent, type TraceEvent } from '../../engine/trace/index.ts';

/** An event of a run by what it is about, so that a lesson need not know its number. */
export interface EventQuestion {
  readonly port: number;
  /** tcp if left out. */
  readonly protocol?: 'tcp' | 'udp';
  /** The first probe, the answer or the rule that decided, or the conclusion. */
  readonly what: 'probe' | 'answer' | 'rule' | 'verdict';
  /** The target's address; whichever is first if left out. */
  readonly target?: string;
}

/** Undefined where the run has no such event: a port that nothing answered has no answer. */
export function eventAsked(events: readonly TraceEvent[], question: EventQuestion): EventId | undefined {
  const { what } = question;
  if (what === 'probe')
    return events.find((event) => event.kind === 'probe' && event.what === 'sent' && isAbout(event, question))
      ?.id;
  const verdict = events.findLast((event) => event.kind === 'verdict' && isAbout(event, question));
  if (what === 'verdict' || verdict === undefined) return verdict?.id;
  const wanted = (event: TraceEvent): boolean =>
    what === 'rule'
      ? event.kind === 'rule' && !isLettingOut(event)
      : event.kind === 'frame' && event.what === 'received';
  return nearestCause(events, verdict, wanted) ?? (what === 'rule' ? silencer(events, verdict) : undefined);
}

/** That an answer may leave its host decides nothing about the port. */
const isLettingOut = ({ chain, target }: RuleEvent): boolean => chain === 'OUTPUT' && target === 'ACCEPT';

/** No packet leads from silence back to the rule that made it: it stands in the story of the probe. */
const silencer = (events: readonly TraceEvent[], verdict: TraceEvent): EventId | undefined =>
  explain(events, verdict.id).find(({ event }) => events[event - 1]?.kind === 'rule')?.event;

interface AboutPort {
  readonly target: string;
  readonly protocol?: 'tcp' | 'udp';
  readonly port?: number;
}

const isAbout = (event: AboutPort, { port, protocol = 'tcp', target }: EventQuestion): boolean =>
  event.port === port && event.protocol === protocol && (target === undefined || event.target === target);

/** The causes of an event, the nearest first, all their causes after them; how a probe came to be sent is another story. */
function nearestCause(
  events: readonly TraceEvent[],
  from: TraceEvent,
  wanted: (event: TraceEvent) => boolean,
): EventId | undefined {
  const seen = new Set<EventId>();
  let edge: readonly EventId[] = from.because;
  while (edge.length > 0) {
    const causes = edge.flatMap((id) => events[id - 1] ?? []);
    const found = causes.find(wanted);
    if (found !== undefined) return found.id;
    for (const { id } of causes) seen.add(id);
    const onward = causes.filter((cause) => cause.kind !== 'probe' || cause.what !== 'sent');
    edge = [...new Set(onward.flatMap(({ because }) => because))].filter((id) => !seen.has(id));
  }
  return undefined;
}
