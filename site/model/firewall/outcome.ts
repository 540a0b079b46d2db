import { type EventId, packetWords, type RuleEvent, type TraceEvent } from '../../../engine/trace/index.ts';
import type { Passage } from './passages.ts';
import type { Walk } from './walk.ts';

/** What became of a packet at a firewall, in words; `leadsTo` is the event to look at next. */
export interface Outcome {
  readonly verdict: 'accepted' | 'dropped' | 'rejected' | 'under way';
  readonly text: string;
  readonly next?: { readonly text: string; readonly event: EventId };
}

const FINAL: Readonly<Record<string, Outcome['verdict']>> = {
  accepted: 'accepted',
  dropped: 'dropped',
  rejected: 'rejected',
};

export function outcomeOf(events: readonly TraceEvent[], passage: Passage, walk: Walk): Outcome {
  const last = walk.states.at(-1);
  const verdict = FINAL[last?.state ?? ''] ?? (walk.isOver ? 'accepted' : 'under way');
  const by = walk.decidedBy === undefined ? undefined : ruleText(walk.decidedBy);
  const { host } = passage;
  switch (verdict) {
    case 'under way':
      return { verdict, text: 'The packet is still on its way through the rules.' };
    case 'dropped':
      return { verdict, text: `Dropped by ${by ?? factBefore(events, passage)}. ${silence(walk, host)}` };
    case 'rejected':
      return { verdict, ...rejection(events, passage, by ?? 'a rule', last?.by ?? '') };
    case 'accepted': {
      const next = nextOf(events, passage);
      return {
        verdict,
        text: `${goesOn(walk, host)}${by === undefined ? '' : `: ${by}, let it pass`}.`,
        ...next,
      };
    }
  }
}

const ruleText = ({ table, chain, number, target }: RuleEvent): string =>
  number === 0 ? `the policy of ${table} ${chain}, ${target}` : `rule ${number} of ${table} ${chain}`;

/** Where no rule dropped it: a table of flows that is full. */
function factBefore(events: readonly TraceEvent[], passage: Passage): string {
  const end = events[(passage.events.at(-1) ?? 0) - 1];
  const fact = end?.because.map((id) => events[id - 1]).find((event) => event?.kind === 'fact');
  return fact?.kind === 'fact' ? `connection tracking: ${fact.text}` : 'connection tracking';
}

function silence({ way }: Walk, host: string): string {
  return way === 'out'
    ? `The packet never leaves ${host}: whoever waits for it hears nothing.`
    : 'Nothing is sent back: whoever sent the packet waits for an answer that does not come.';
}

function rejection(
  events: readonly TraceEvent[],
  { answer, host }: Passage,
  by: string,
  how: string,
): Pick<Outcome, 'text' | 'next'> {
  const frame = answer?.leftIn === undefined ? undefined : events[answer.leftIn - 1];
  const kind = how.includes('tcp-reset') ? 'a TCP reset' : 'an ICMP destination-unreachable message';
  if (frame?.kind !== 'frame') {
    return { text: `Rejected by ${by}. Its sender would get ${kind}, but none left ${host}.` };
  }
  return {
    text: `Rejected by ${by}. In place of an answer of its own, ${host} sends ${kind}.`,
    next: { text: packetWords(frame).line, event: frame.id },
  };
}

function goesOn({ way }: Walk, host: string): string {
  if (way === 'forward') return 'The packet is forwarded';
  return way === 'out' ? `The packet leaves ${host}` : `The packet goes on to ${host} itself`;
}

function nextOf(events: readonly TraceEvent[], { leftIn, effect }: Passage): Pick<Outcome, 'next'> {
  const event = events[(leftIn ?? effect ?? 0) - 1];
  if (event?.kind === 'frame') return { next: { text: packetWords(event).line, event: event.id } };
  if (event?.kind === 'fact') return { next: { text: event.text, event: event.id } };
  if (event?.kind === 'transition') {
    return { next: { text: `${event.machine}: ${event.from} to ${event.to}`, event: event.id } };
  }
  return {};
}

/** What the packet is: the frame that it came in, or left in. Undefined where it has neither. */
export function packetOf(
  events: readonly TraceEvent[],
  { arrivedIn, leftIn }: Passage,
): { readonly name: string; readonly line: string; readonly event: EventId } | undefined {
  const frame = events[(arrivedIn ?? leftIn ?? 0) - 1];
  if (frame?.kind !== 'frame') return undefined;
  const { name, line } = packetWords(frame);
  return { name, line, event: frame.id };
}
