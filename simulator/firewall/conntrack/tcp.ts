import { seqLt } from '../../../engine/packet/index.ts';
import {
  type FlowDirection,
  type FlowEventType,
  type FlowState,
  type FlowStep,
  type FlowTable,
  flowMeta,
  type TcpKind,
} from '../../machines/index.ts';
import type { Flow } from './flow.ts';
import type { Segment } from './segment.ts';
import { type End, judgeWindow, newEnd, openEnds, readOffers } from './window.ts';

/** What is remembered of a TCP flow beside its state (struct ip_ct_tcp). */
export interface TcpMemory {
  readonly ends: Readonly<Record<FlowDirection, End>>;
  last: Last;
  simultaneous: boolean;
  /** Identical ACKs in a row. */
  repeats: number;
}

/** The last packet that was accepted or ignored; the numbers are of the last ACK, or of the last ignored one. */
interface Last {
  readonly kind: TcpKind;
  readonly direction: FlowDirection;
  readonly sequence: number;
  readonly acknowledgment: number;
  readonly end: number;
  readonly window: number;
  /** What an ignored SYN offered, in case it turns out to be the right one. */
  readonly offers?: End;
  /** The SYN came in LAST_ACK: a challenge ACK may answer it (RFC 5961 section 4). */
  readonly mayBeChallenged?: boolean;
}

/** A step taken, and the event that took it; `kill` where the entry is to be forgotten, `again` to look anew. */
export interface TcpStep extends FlowStep {
  readonly event: FlowEventType;
  readonly kill?: true;
  readonly again?: true;
  /** Both ends seem to be closing, out of the window: the entry is not to live the usual time. */
  readonly hasten?: true;
}

type Kind = TcpKind | 'datagram' | 'lateDatagram';
const eventsOf = (direction: FlowDirection) =>
  Object.fromEntries(
    (['syn', 'synAck', 'fin', 'ack', 'rst', 'none', 'datagram', 'lateDatagram'] as const).map((kind) => [
      kind,
      `${direction}.${kind}`,
    ]),
  ) as Readonly<Record<Kind, FlowEventType>>;

/** The names of events by direction and kind, made once. */
export const EVENTS = { original: eventsOf('original'), reply: eventsOf('reply') } as const;

export const newTcpMemory = (): TcpMemory => ({
  ends: { original: newEnd(), reply: newEnd() },
  last: { kind: 'none', direction: 'original', sequence: 0, acknowledgment: 0, end: 0, window: 0 },
  simultaneous: false,
  repeats: 0,
});

const other = (direction: FlowDirection): FlowDirection => (direction === 'original' ? 'reply' : 'original');

/** The first segment of a flow that is not in the table. */
export function openTcp(memory: TcpMemory, segment: Segment): void {
  openEnds(memory.ends.original, memory.ends.reply, segment);
}

/** One segment of a flow (nf_conntrack_tcp_packet): which event of the machine it is, and what that does. */
export function stepTcp(
  table: FlowTable,
  flow: Flow,
  memory: TcpMemory,
  direction: FlowDirection,
  segment: Segment,
): TcpStep {
  const { event, believed } = nameEvent(flow, memory, direction, segment);
  const step = { ...table[flow.state][event], event };
  if (step.effect === 'invalid') return step;
  if (event === 'reopened') return { ...step, kill: true, again: true };
  if (step.effect === 'ignore') {
    noteIgnored(memory, flow.state, direction, segment);
    return step;
  }
  if (event === 'resynchronised') resynchronise(memory, direction);
  const [sender, receiver] = [memory.ends[direction], memory.ends[other(direction)]];
  const verdict = believed
    ? 'tolerate'
    : judgeWindow(sender, receiver, segment, flow.state, direction === 'reply');
  if (verdict === 'ignore') return { event, next: flow.state, effect: verdict };
  if (verdict === 'invalid') {
    return { event, next: flow.state, effect: verdict, ...doubt(flow, memory, direction, segment) };
  }
  // Only ACKs that were looked at leave their numbers; what an ignored packet left stays until then.
  if (verdict === 'accept' && segment.kind === 'ack') noteAck(memory, direction, segment);
  memory.last = { ...memory.last, kind: segment.kind, direction };
  return accept(table, flow, memory, direction, segment, step);
}

/** A FIN or reset out of the window ends nothing; but where each end sent one, the entry gets little time. */
function doubt(
  { assured }: Flow,
  memory: TcpMemory,
  direction: FlowDirection,
  { kind }: Segment,
): { readonly hasten?: true } {
  const closes = (of: TcpKind) => of === 'fin' || of === 'rst';
  if (!assured || !closes(kind)) return {};
  const { last } = memory;
  if (last.direction !== direction && closes(last.kind)) return { hasten: true };
  memory.last = { ...last, kind, direction };
  return {};
}

function accept(
  table: FlowTable,
  flow: Flow,
  memory: TcpMemory,
  direction: FlowDirection,
  segment: Segment,
  step: TcpStep,
): TcpStep {
  if (step.next === 'synSent2') memory.simultaneous = true;
  if (step.next === 'finWait' && flow.state !== 'finWait') memory.ends[direction].closes = true;
  // Only a reset came back, or the beginner gave up: nothing was ever established.
  if (segment.kind === 'rst' && !flow.seenReply)
    return { ...table[flow.state].refused, event: 'refused', kill: true };
  return step;
}

/** What a segment is to the machine; `believed` where its place in the window is not asked. */
interface NamedEvent {
  readonly event: FlowEventType;
  readonly believed?: boolean;
}

/** Mostly direction and kind, but some packets are more than they look. */
function nameEvent(flow: Flow, memory: TcpMemory, direction: FlowDirection, segment: Segment): NamedEvent {
  const { state } = flow;
  const { last } = memory;
  const turns = last.direction !== direction;
  if (segment.kind === 'rst' && state !== 'none') return judgeReset(flow, memory, direction, segment);
  if (segment.kind === 'syn' && isClosed(state) && mayReopen(memory, direction, state))
    return { event: 'reopened' };
  const answersSyn =
    segment.kind === 'synAck' && last.kind === 'syn' && turns && segment.acknowledgment === last.end;
  if (answersSyn && isOutOfStep(state, direction)) return { event: 'resynchronised' };
  if (segment.kind === 'ack' && direction === 'reply' && state === 'synRecv' && memory.simultaneous) {
    return { event: 'simultaneousAck' };
  }
  if (segment.kind === 'ack' && state === 'lastAck' && turns && last.kind === 'syn' && last.mayBeChallenged) {
    // Not the ACK of the last FIN: the entry stays as it is, as an ignored SYN leaves it.
    return { event: 'original.syn' };
  }
  return { event: EVENTS[direction][segment.kind] };
}

const isClosed = (state: FlowState): boolean => state === 'timeWait' || state === 'close';

/** After an orderly close, or after a reset by the same end, a SYN begins another flow (RFC 9293 section 3.6.1). */
function mayReopen({ ends, last }: TcpMemory, direction: FlowDirection, state: FlowState): boolean {
  if (direction === 'reply' && state === 'close') return false;
  return ends.original.closes || ends.reply.closes || (last.direction === direction && last.kind === 'rst');
}

/** Where the answering end's SYN/ACK would be ignored. */
const isOutOfStep = (state: FlowState, direction: FlowDirection): boolean =>
  direction === 'reply' && state !== 'none' && state !== 'synSent' && state !== 'synSent2';

/**
 * Resets need the right number, or anyone could end flows (RFC 5961 section 3). Some are believed without a look
 * at the window: of flows that close anyway, and those that answer what was let through unchecked.
 */
function judgeReset(flow: Flow, memory: TcpMemory, direction: FlowDirection, segment: Segment): NamedEvent {
  const plain = EVENTS[direction].rst;
  const { maxAck } = memory.ends[other(direction)];
  const { last } = memory;
  if (isClosing(flow.state)) return { event: plain, believed: true };
  if (maxAck === undefined || last.kind === 'syn')
    return { event: plain, believed: answersLast(flow, last, direction, segment) };
  const { sequence } = segment;
  const established = flow.state === 'established' && flow.assured;
  if (sequence === 0 && !established) return { event: plain };
  if (seqLt(sequence, maxAck)) return { event: EVENTS[direction].none };
  if (!established || sequence === maxAck) return { event: plain };
  const endsTrain = last.kind === 'ack' && last.direction === direction && sequence === last.end;
  return endsTrain
    ? { event: plain }
    : { event: 'doubtfulReset', believed: answersLast(flow, last, direction, segment) };
}

const isClosing = (state: FlowState): boolean =>
  state === 'finWait' ||
  state === 'lastAck' ||
  state === 'timeWait' ||
  state === 'close' ||
  state === 'closeWait';

/** Does the reset answer a SYN that was ignored, an ACK of a half-open flow, or a challenge ACK? */
function answersLast(flow: Flow, last: Last, direction: FlowDirection, segment: Segment): boolean {
  const toSyn = flow.seenReply && last.kind === 'syn' && last.direction !== direction;
  const toAck = !flow.assured && last.kind === 'ack';
  if ((toSyn || toAck) && segment.acknowledgment === last.end) return true;
  const challenged = flow.state === 'synSent' && last.kind === 'ack' && last.direction === 'reply';
  return challenged && segment.sequence === last.acknowledgment;
}

function noteIgnored(memory: TcpMemory, state: FlowState, direction: FlowDirection, segment: Segment): void {
  const offers = newEnd();
  const isSyn = segment.kind === 'syn' && direction === 'original';
  if (isSyn) readOffers(offers, segment);
  memory.last = {
    ...lastOf(direction, segment),
    ...(isSyn ? { offers } : {}),
    ...(isSyn && state === 'lastAck' ? { mayBeChallenged: true } : {}),
  };
}

const lastOf = (direction: FlowDirection, { kind, sequence, acknowledgment, end, window }: Segment) => ({
  kind,
  direction,
  sequence,
  acknowledgment,
  end,
  window,
});

/** The ends agree on a SYN that the tracker had ignored: it takes over what it had noted of it. */
function resynchronise(memory: TcpMemory, direction: FlowDirection): void {
  const { last, ends } = memory;
  const beginner = ends[last.direction];
  Object.assign(beginner, newEnd(), last.offers ?? {});
  beginner.end = beginner.maxEnd = last.end;
  beginner.maxWindow = Math.max(1, last.window);
  Object.assign(ends[direction], newEnd(), { liberal: ends[direction].liberal });
}

/** Identical ACKs in a row are counted: they are retransmissions. */
function noteAck(memory: TcpMemory, direction: FlowDirection, segment: Segment): void {
  const { last } = memory;
  const same =
    last.direction === direction &&
    last.sequence === segment.sequence &&
    last.acknowledgment === segment.acknowledgment &&
    last.end === segment.end &&
    last.window === segment.window;
  memory.repeats = same ? memory.repeats + 1 : 0;
  memory.last = { ...last, ...lastOf(direction, segment) };
}

const MOST_REPEATS = 3;
export const SHORT_SECONDS = 300;
const CLOSE_SECONDS = 10;

/** How long the entry lives after an accepted segment. Undefined: as long as before. */
export function tcpTimeout(flow: Flow, memory: TcpMemory, kind: TcpKind, old: FlowState): number | undefined {
  const usual = flowMeta(flow.state).timeoutSeconds;
  if (!flow.seenReply && kind === 'syn' && old === 'synSent') return undefined;
  if (memory.repeats >= MOST_REPEATS) return Math.min(usual, SHORT_SECONDS);
  if (kind === 'rst') return CLOSE_SECONDS;
  const { original, reply } = memory.ends;
  const unsure = original.unacknowledged || reply.unacknowledged || memory.last.window === 0;
  // A flow picked up in its middle and never answered does not get the five days of an established one.
  return unsure || (!flow.seenReply && flow.state === 'established') ? Math.min(usual, SHORT_SECONDS) : usual;
}
