import type { Us } from '../base/time.ts';
import { conclusionOf } from './conclusion.ts';
import type { EventId, TraceEvent } from './event.ts';
import { fateOf } from './fate.ts';
import { isMute, sentenceOf } from './sentence.ts';
import { eventOf, type Framed, isFrame, ownCausesOf, type Probed, triesBehind } from './walk.ts';

/** One step of an explanation. */
export interface WhyLine {
  /** The event that the sentence tells. */
  readonly event: EventId;
  readonly at: Us;
  /** 0 for the conclusion, 1 for the steps that lead to it, 2 for what lies beside them. */
  readonly depth: number;
  readonly text: string;
}

/** More steps than a person reads; a chain through many state machines is cut here. */
const MOST_LINES = 80;

/**
 * Why is it so? From a verdict (or any other event) back to the packet or the timer, the firewall's rule and the
 * fact on the host; for silence, what became of each probe. Empty if there is no such event.
 */
export function explain(events: readonly TraceEvent[], id: EventId): WhyLine[] {
  const event = eventOf(events, id);
  if (event === undefined) return [];
  const { text, isAnswered } = conclusionOf(events, event);
  const story = createStory(events);
  story.add(event, 0, text);
  const tries = triesBehind(events, event);
  if (isAnswered) story.follow(event, 1);
  const unanswered = isAnswered ? tries.slice(0, -1) : tries;
  unanswered.forEach((probe, index) => {
    story.tell(probe, index, tries.length === 1);
  });
  return story.lines;
}

/** The explanation of what is known of a port at the end: its last verdict. Empty if it was never concluded. */
export function whyPort(
  events: readonly TraceEvent[],
  target: string,
  protocol: 'tcp' | 'udp',
  port: number,
): WhyLine[] {
  const verdict = events.findLast(
    (event) =>
      event.kind === 'verdict' &&
      event.port === port &&
      event.protocol === protocol &&
      event.target === target,
  );
  return verdict === undefined ? [] : explain(events, verdict.id);
}

/** Where a story about a packet ends: how the scanner came to send it is another story. */
const BEGINNINGS: ReadonlySet<TraceEvent['kind']> = new Set(['phase', 'discovery', 'verdict', 'pace']);

function createStory(events: readonly TraceEvent[]) {
  const lines: WhyLine[] = [];
  const told = new Set<EventId>();
  const add = (event: TraceEvent, depth: number, text: string): void => {
    told.add(event.id);
    if (lines.length < MOST_LINES) lines.push({ event: event.id, at: event.at, depth, text });
  };
  /** Tells the causes of an event: the nearest in line with it, the others set in. */
  const follow = (effect: TraceEvent, depth: number, above?: Framed): void => {
    const next = isFrame(effect) ? effect : above;
    let inLine = true;
    for (const cause of ownCausesOf(events, effect)) {
      if (told.has(cause.id) || BEGINNINGS.has(cause.kind)) continue;
      const deeper = depth + (inLine || cause.kind === 'probe' ? 0 : 1);
      inLine = false;
      if (isMute(events, cause)) told.add(cause.id);
      else add(cause, deeper, sentenceOf(events, cause, next));
      if (cause.kind !== 'probe' && lines.length < MOST_LINES) follow(cause, deeper, next);
    }
  };
  /** Tells what became of a try that got no answer. */
  const tell = (probe: Probed, index: number, alone: boolean): void => {
    const { event, text, way } = fateOf(events, probe, index, alone);
    add(event, 1, text);
    let above = isFrame(event) ? event : undefined;
    for (const step of way) {
      if (!told.has(step.id) && !isMute(events, step)) add(step, 2, sentenceOf(events, step, above));
      if (isFrame(step)) above = step;
    }
  };
  return { lines, add, follow, tell };
}
