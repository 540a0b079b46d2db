import type {
  ConnectEvent,
  FrameEvent,
  ProbeEvent,
  RuleEvent,
  TraceEvent,
  TransitionEvent,
} from './event.ts';
import { packetWords, sourceOf } from './packet-words.ts';
import { type Framed, frameBehind, passageOf } from './walk.ts';
import { duration, numberWord, ordinal } from './words.ts';

/**
 * One event as a sentence. `above` is the frame that it led to, where one is being told: a rule that rejects is
 * the author of that frame, a rule of the way out has judged it.
 */
export function sentenceOf(events: readonly TraceEvent[], event: TraceEvent, above?: Framed): string {
  switch (event.kind) {
    case 'frame':
      return frameSentence(event, event.host);
    case 'fact':
      return `On ${event.host}: ${event.text}.`;
    case 'rule':
      return ruleSentence(events, event, above);
    case 'transition':
      return transitionSentence(event, event.host);
    case 'timer':
      return `At ${event.host}, the timer "${event.name}" ran out.`;
    case 'connect':
      return connectSentence(event, event.host);
    case 'phase':
      return `The phase "${event.name}" ${event.what === 'begun' ? 'began' : 'ended'}.`;
    case 'probe':
      return probeSentence(event, event.host);
    case 'ignored':
      return `${event.host} paid no attention to this answer: ${event.text}.`;
    case 'pace':
      return `${event.host} changed its pace towards ${event.target}: ${event.text}.`;
    case 'discovery':
      return `${event.target} was found ${event.state} (${event.reason}).`;
    case 'verdict':
      return `${event.port}/${event.protocol} on ${event.target} was found ${event.state} (${event.reason}).`;
  }
}

function frameSentence(frame: FrameEvent, host: string): string {
  const { name, line } = packetWords(frame);
  const note = frame.note === undefined ? '' : `: ${frame.note}`;
  switch (frame.what) {
    case 'sent':
      return `${host} sent the ${name}: ${line}.`;
    case 'received':
      return `The ${name} reached ${host}.`;
    case 'lost':
      return `The ${name} was lost on ${frame.interface}${note}.`;
    case 'duplicated':
      return `The ${name} was duplicated on ${frame.interface}.`;
    case 'dropped':
      return `The ${name} ended at ${host}${note}.`;
  }
}

/** `rule 2 of filter INPUT, `-A INPUT ... -j REJECT`` */
export const ruleName = ({ table, chain, number, text }: RuleEvent): string =>
  `rule ${number} of ${table} ${chain}, \`${text}\``;

/** What a rule, or a step of a passage, is about: the frame that came, or the answer to it on its way out. */
export function judgedBy(
  events: readonly TraceEvent[],
  rule: TraceEvent,
  above?: Framed,
): { readonly name: string; readonly isAnswer: boolean } {
  const frame = frameBehind(events, rule);
  const passage = passageOf(events, rule);
  const judged = /^\S+ ([0-9.]+)/.exec(passage?.instance ?? '')?.[1];
  const isAnswer = frame !== undefined && judged !== undefined && judged !== sourceOf(frame);
  if (!isAnswer) return { name: frame === undefined ? 'packet' : packetWords(frame).name, isAnswer };
  return { name: above?.what === 'sent' ? packetWords(above).name : 'answer', isAnswer };
}

function ruleSentence(events: readonly TraceEvent[], rule: TraceEvent & RuleEvent, above?: Framed): string {
  const packet = judgedBy(events, rule, above).name;
  const firewall = `${rule.host}'s firewall`;
  const named =
    rule.number === 0
      ? `no rule of ${rule.table} ${rule.chain} decided about it, and the policy is ${rule.target}`
      : `${ruleName(rule)}, matched the ${packet}`;
  switch (rule.target) {
    case 'DROP':
      return `${firewall} dropped the ${packet}: ${named}.`;
    case 'REJECT':
      return above?.what === 'sent'
        ? `The ${packetWords(above).name} was sent by ${firewall}: ${named}.`
        : `${firewall} rejected the ${packet}: ${named}.`;
    case 'ACCEPT':
      return `${firewall} let the ${packet} pass: ${named}.`;
    default:
      return `In ${firewall}, ${named}.`;
  }
}

/** Targets that do something to a packet. The others, jumps among them, only lead to the rule that does. */
const SPEAKING: ReadonlySet<string> = new Set(['ACCEPT', 'DROP', 'REJECT', 'LOG', 'NOTRACK', 'REDIRECT']);

/**
 * A step that says no more than what stands beside it: a passage's way into a chain and out of it, where the rule
 * speaks; a jump to the chain whose rule speaks; that a table beside filter lets a packet go on; and that an answer
 * leaves through a firewall that asks nothing of it.
 */
export function isMute(events: readonly TraceEvent[], event: TraceEvent): boolean {
  if (event.kind === 'rule') {
    if (!SPEAKING.has(event.target) || (event.table !== 'filter' && event.target === 'ACCEPT')) return true;
    return event.number === 0 && event.target === 'ACCEPT' && judgedBy(events, event).isAnswer;
  }
  if (event.kind !== 'transition' || event.machine !== 'firewall-passage') return false;
  if (/^(?:judge|accept|drop|reject)\b/.test(event.event)) return true;
  return event.to === 'stateless' && judgedBy(events, event).isAnswer;
}

function transitionSentence({ machine, instance, from, to, event }: TransitionEvent, host: string): string {
  if (machine === 'firewall-passage') return passageSentence(to, event, host);
  const what = {
    'tcp-endpoint': `the TCP endpoint ${instance}`,
    'tcp-client': `the TCP client ${instance}`,
    'conntrack-flow': `the tracked flow ${instance}`,
  }[machine];
  return `At ${host}, ${what} went from ${from} to ${to} (${event}).`;
}

function passageSentence(to: string, event: string, host: string): string {
  switch (to) {
    case 'tracked':
      return `${host}'s connection tracking calls the packet ${event.replace(/^tracked /, '')}.`;
    case 'untracked':
      return `${host} was told not to track the packet (NOTRACK).`;
    case 'stateless':
      return `${host}'s firewall is stateless: it judges each packet for itself.`;
    default:
      return `At ${host}, the packet's passage through the firewall is ${to} (${event}).`;
  }
}

function connectSentence({ what, address, port, errno }: ConnectEvent, host: string): string {
  const call = `connect() to ${address} port ${port}`;
  switch (what) {
    case 'begun':
      return `${host} called ${call}.`;
    case 'connected':
      return `The ${call} succeeded.`;
    case 'failed':
      return `The ${call} failed with ${errno ?? 'an error'}.`;
    case 'abandoned':
      return `${host} gave up the ${call} and closed its socket.`;
  }
}

function probeSentence(probe: ProbeEvent, host: string): string {
  const aim = probe.port === undefined ? probe.target : `${probe.port}/${probe.protocol} on ${probe.target}`;
  switch (probe.what) {
    case 'sent':
      return `${host} asked about ${aim} (${probe.technique}, ${ordinal(probe.attempt)} try).`;
    case 'timed-out':
      return `The ${ordinal(probe.attempt)} try for ${aim} had no answer in time.`;
    case 'given-up':
      return `${host} gave up on ${aim} after ${tries(probe.attempt + 1)}.`;
  }
}

const tries = (amount: number): string => `${numberWord(amount)} ${amount === 1 ? 'try' : 'tries'}`;

/** `14 ms after the SYN` */
export const after = (from: TraceEvent, to: TraceEvent, name: string): string =>
  `${duration(to.at - from.at)} after the ${name}`;
