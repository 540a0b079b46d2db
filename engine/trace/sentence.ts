import type { ConnectEvent, FrameEvent, ProbeEvent, RuleEvent, TraceEvent } from './event.ts';
import { packetWords } from './packet-words.ts';
import { frameBehind, isFrame } from './walk.ts';
import { duration, numberWord, ordinal } from './words.ts';

/**
 * One event as a sentence. `effect` is the event it led to, where that is being told: a rule whose effect is a
 * frame that was sent is the author of that frame.
 */
export function sentenceOf(events: readonly TraceEvent[], event: TraceEvent, effect?: TraceEvent): string {
  switch (event.kind) {
    case 'frame':
      return frameSentence(event, event.host);
    case 'fact':
      return `On ${event.host}: ${event.text}.`;
    case 'rule':
      return ruleSentence(events, event, effect);
    case 'transition':
      return `At ${event.host}, ${event.machine} ${event.instance} went from ${event.from} to ${event.to}: ${event.event}.`;
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

/** `rule 2 of filter INPUT, `-A INPUT ... -j REJECT`` or, for number 0, the chain's policy. */
export function ruleName({ table, chain, number, text, target }: RuleEvent): string {
  return number === 0
    ? `the policy of ${table} ${chain}, ${target}`
    : `rule ${number} of ${table} ${chain}, \`${text}\``;
}

function ruleSentence(
  events: readonly TraceEvent[],
  rule: TraceEvent & RuleEvent,
  effect?: TraceEvent,
): string {
  const frame = frameBehind(events, rule);
  const packet = frame === undefined ? 'packet' : packetWords(frame).name;
  const firewall = `${rule.host}'s firewall`;
  const how =
    rule.number === 0 ? `no rule of the chain decided about the ${packet}` : `matched the ${packet}`;
  const named = `${ruleName(rule)}, ${rule.number === 0 ? `because ${how}` : how}`;
  switch (rule.target) {
    case 'DROP':
      return `${firewall} dropped the ${packet}: ${named}.`;
    case 'REJECT':
      return isFrame(effect) && effect.what === 'sent'
        ? `The ${packetWords(effect).name} was sent by ${firewall}: ${named}.`
        : `${firewall} rejected the ${packet}: ${named}.`;
    case 'ACCEPT':
      return `${firewall} let the ${packet} pass: ${named}.`;
    default:
      return `In ${firewall}, ${ruleName(rule)}, matched the ${packet}.`;
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
