import type { EventId, TraceEvent } from './event.ts';
import { frameOf, journeyOf } from './journey.ts';
import { packetWords, sourceOf } from './packet-words.ts';
import { judgedBy, ruleName, sentenceOf } from './sentence.ts';
import { type Framed, frameBehind, isFrame, ownCausesOf, type Probed } from './walk.ts';
import { ordinal } from './words.ts';

/** Where the way of an unanswered probe ended, in one sentence, and the events that lead there from it. */
export interface Fate {
  readonly event: TraceEvent;
  readonly text: string;
  /** From the end back to the probe. */
  readonly way: readonly TraceEvent[];
}

/** `index` counts the tries from 0; `alone` if there was no other. */
export function fateOf(events: readonly TraceEvent[], probe: Probed, index: number, alone: boolean): Fate {
  const journey = journeyOf(events, probe);
  const end = endOf(events, journey, probe);
  const sent = frameOf(events, probe);
  const name = sent === undefined ? 'probe' : packetWords(sent).name;
  const nth = alone ? `The ${name}` : `The ${ordinal(index)} ${name}`;
  const answer = sent === undefined ? undefined : answerAt(events, end, sent);
  const subject =
    answer === undefined ? nth : `The answer to ${nth.charAt(0).toLowerCase()}${nth.slice(1)}${answer}`;
  return {
    event: end,
    text: `${subject} ${ending(events, end, probe)}`,
    way: wayBack(events, end, probe.id),
  };
}

/** `, a TCP RST,` where it is the answer that met its end; empty where the answer had no frame yet. */
function answerAt(events: readonly TraceEvent[], end: TraceEvent, sent: Framed): string | undefined {
  if (end.kind === 'rule') return judgedBy(events, end).isAnswer ? '' : undefined;
  const frame = isFrame(end) ? end : frameBehind(events, end);
  if (frame === undefined || sourceOf(frame) === sourceOf(sent)) return undefined;
  return end.kind === 'fact' ? '' : `, ${packetWords(frame).some},`;
}

/** The event that says most about the end: what killed the packet; else the last that is known of it. */
function endOf(events: readonly TraceEvent[], journey: readonly TraceEvent[], probe: Probed): TraceEvent {
  let best: TraceEvent = probe;
  let rank = 0;
  for (const event of journey) {
    const own = rankOf(event, probe.host);
    if (own < rank || (own === rank && own === RANK.killed)) continue;
    best = event;
    rank = own;
  }
  const ignored = isFrame(best) && best.host === probe.host ? ignoredAfter(events, best) : undefined;
  return ignored ?? best;
}

const RANK = { begun: 1, sent: 2, stray: 2, passed: 3, reached: 4, fact: 5, arrived: 6, killed: 7 };

function rankOf(event: TraceEvent, scanner: string): number {
  if (event.kind === 'rule') return event.target === 'DROP' ? RANK.killed : RANK.passed;
  if (event.kind === 'fact') return RANK.fact;
  if (event.kind !== 'frame') return event.kind === 'transition' ? RANK.passed : RANK.begun;
  if (event.what === 'lost') return RANK.killed;
  // A broadcast ends at every host it was not meant for; that is no fate worth telling.
  if (event.what === 'dropped') return event.note === 'not for this host' ? RANK.stray : RANK.fact;
  if (event.what === 'received') return event.host === scanner ? RANK.arrived : RANK.reached;
  return RANK.sent;
}

const ignoredAfter = (events: readonly TraceEvent[], frame: TraceEvent): TraceEvent | undefined =>
  events.slice(frame.id).find((event) => event.kind === 'ignored' && event.because.includes(frame.id));

function ending(events: readonly TraceEvent[], end: TraceEvent, probe: Probed): string {
  if (end.kind === 'rule' && end.target === 'DROP') {
    return end.number === 0
      ? `died at ${end.host}: no rule of ${end.table} ${end.chain} decided about it, and the policy is DROP.`
      : `died at ${end.host}: ${ruleName(end)}, dropped it.`;
  }
  if (end.kind === 'fact') return `ended at ${end.host}: ${end.text}.`;
  if (end.kind === 'ignored') return `came, but ${end.host} paid no attention to it: ${end.text}.`;
  if (isFrame(end)) return frameEnding(end, probe);
  if (end === probe) return `was sent by ${probe.host}; nothing more is known of it.`;
  return `has no answer that reached ${probe.host}. The last known of it: ${sentenceOf(events, end)}`;
}

function frameEnding(end: Framed, probe: Probed): string {
  const note = end.note === undefined ? '' : `: ${end.note}`;
  switch (end.what) {
    case 'lost':
      return `was lost on ${end.interface}${note}.`;
    case 'dropped':
      return `ended at ${end.host}${note}.`;
    case 'received':
      return end.host === probe.host
        ? 'came back, but no longer counted.'
        : `reached ${end.host}, which sent no answer in time.`;
    default:
      return end.host === probe.host
        ? `left ${end.host}; nothing more is known of it.`
        : `left ${end.host} and is not known to have arrived.`;
  }
}

/** The chain of first causes from an event back to the probe, both left out. */
function wayBack(events: readonly TraceEvent[], end: TraceEvent, probe: EventId): TraceEvent[] {
  const way: TraceEvent[] = [];
  const before = (event: TraceEvent): TraceEvent | undefined =>
    ownCausesOf(events, event).find((cause) => cause.id >= probe);
  for (let next = before(end); next !== undefined && next.id > probe; next = before(next)) way.push(next);
  return way;
}
