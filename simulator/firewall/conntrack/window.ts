import { seqGt, seqLeq, seqLt } from '../../../engine/packet/index.ts';
import type { FlowState } from '../../machines/index.ts';
import type { Segment } from './segment.ts';

/** What is known of one end's sending (struct ip_ct_tcp_state). */
export interface End {
  /** Highest sequence number sent, plus one. */
  end: number;
  /** Highest sequence number that it may send: what the other end's window allows. */
  maxEnd: number;
  /** Largest window it offered; 0 until it was heard. */
  maxWindow: number;
  /** Highest acknowledgment it sent, once it sent one. */
  maxAck: number | undefined;
  scale: number;
  offersScale: boolean;
  sackPermitted: boolean;
  /** Picked up in the middle: windows cannot be judged. */
  liberal: boolean;
  /** It was the first to send a FIN. */
  closes: boolean;
  /** It sent something that is not acknowledged. */
  unacknowledged: boolean;
}

export const newEnd = (): End => ({
  end: 0,
  maxEnd: 0,
  maxWindow: 0,
  maxAck: undefined,
  scale: 0,
  offersScale: false,
  sackPermitted: false,
  liberal: false,
  closes: false,
  unacknowledged: false,
});

const FLAG = { SYN: 2, RST: 4, ACK: 16 } as const;
/** Windows are at least this wide when acknowledgments are judged (MAXACKWINCONST). */
const LEAST_ACK_WINDOW = 66_000;
const MOST_SCALE = 14;

/** Reads scale and SACK of a SYN. Both ends must offer scaling for it to be used (RFC 7323 section 2.2). */
export function readOffers(into: End, { options }: Segment): void {
  into.scale = 0;
  into.offersScale = false;
  into.sackPermitted = false;
  for (const option of options) {
    if (option.kind === 'sack-permitted') into.sackPermitted = true;
    if (option.kind !== 'window-scale') continue;
    into.scale = Math.min(option.shift, MOST_SCALE);
    into.offersScale = true;
  }
}

/** The first packet of a flow: a SYN, or a segment from its middle. */
export function openEnds(sender: End, receiver: End, segment: Segment): void {
  sender.end = segment.end;
  sender.maxWindow = Math.max(1, segment.window);
  if (segment.kind === 'syn') {
    sender.maxEnd = segment.end;
    readOffers(sender, segment);
    return;
  }
  sender.maxEnd = (segment.end + sender.maxWindow) >>> 0;
  for (const end of [sender, receiver]) {
    end.sackPermitted = true;
    end.liberal = true;
  }
}

/** `tolerate`: accepted without a look, and nothing is learnt from it. */
export type WindowVerdict = 'accept' | 'tolerate' | 'ignore' | 'invalid';

interface Numbers {
  sequence: number;
  end: number;
  ack: number;
  sack: number;
}

/**
 * Is the segment in the window, as seen from the middle (tcp_in_window(); the bounds are those of G. van Rooij,
 * "Real Stateful TCP Packet Filtering in IP Filter")? Remembers what an acceptable segment tells.
 */
export function judgeWindow(
  sender: End,
  receiver: End,
  segment: Segment,
  state: FlowState,
  isReply: boolean,
): WindowVerdict {
  if (meet(sender, receiver, segment, state, isReply)) return 'accept';
  const numbers = numbersOf(sender, receiver, segment, state);
  const verdict = judgeBounds(sender, receiver, numbers);
  if (verdict !== 'accept') return sender.liberal ? 'tolerate' : verdict;
  remember(sender, receiver, segment, numbers);
  return 'accept';
}

/** Hears an end for the first time, or hears it begin anew. True for a SYN that needs no judging. */
function meet(sender: End, receiver: End, segment: Segment, state: FlowState, isReply: boolean): boolean {
  const isSyn = (segment.flags & FLAG.SYN) !== 0;
  const isAck = (segment.flags & FLAG.ACK) !== 0;
  if (sender.maxWindow === 0 && !isSyn) {
    sender.end = segment.end;
    sender.maxWindow = Math.max(1, segment.window * 2 ** sender.scale);
    sender.maxEnd = (segment.end + sender.maxWindow) >>> 0;
    const sack = sackOf(receiver, segment);
    if (receiver.maxWindow === 0) receiver.end = receiver.maxEnd = sack;
    // Likely the answer to a keep-alive, whose number lies one below.
    else if (sack === (receiver.end + 1) >>> 0) receiver.end = sack;
    return false;
  }
  const anew = isSyn && seqGt(segment.end, sender.end) && (state === 'synSent' || state === 'synRecv');
  if (sender.maxWindow > 0 && !anew) return false;
  const first = sender.maxWindow === 0;
  sender.end = sender.maxEnd = segment.end;
  sender.maxWindow = Math.max(1, segment.window);
  readOffers(sender, segment);
  if (isReply && !(sender.offersScale && receiver.offersScale)) sender.scale = receiver.scale = 0;
  return !isAck && (first || isReply);
}

function sackOf(receiver: End, { acknowledgment, options }: Segment): number {
  let highest = acknowledgment;
  if (!receiver.sackPermitted) return highest;
  for (const option of options) {
    if (option.kind !== 'sack') continue;
    for (const [, right] of option.blocks) if (seqGt(right, highest)) highest = right;
  }
  return highest;
}

function numbersOf(sender: End, receiver: End, segment: Segment, state: FlowState): Numbers {
  const { flags, acknowledgment } = segment;
  // Without ACK, or with the zero in it that broken stacks put into resets, the number says nothing.
  const saysNothing = !(flags & FLAG.ACK) || (flags & FLAG.RST && acknowledgment === 0);
  const ack = saysNothing ? receiver.end : acknowledgment;
  const sack = saysNothing ? receiver.end : sackOf(receiver, segment);
  // A reset that answers a SYN has no number of its own.
  if (flags & FLAG.RST && segment.sequence === 0 && state === 'synSent') {
    return { sequence: sender.end, end: sender.end, ack, sack };
  }
  return { sequence: segment.sequence, end: segment.end, ack, sack };
}

function judgeBounds(sender: End, receiver: End, { sequence, end, sack }: Numbers): WindowVerdict {
  const lowestAck = (receiver.end - Math.max(sender.maxWindow, LEAST_ACK_WINDOW) - 1) >>> 0;
  const lowestEnd = (sender.end - receiver.maxWindow - 1) >>> 0;
  if (!seqLeq(sequence, sender.maxEnd)) {
    const overshot = (end - sender.maxEnd + 1) >>> 0;
    const little =
      receiver.maxWindow > 0 &&
      seqGt(end, lowestEnd) &&
      seqGt(sack, lowestAck) &&
      overshot <= receiver.maxWindow &&
      seqLeq(sack, receiver.end);
    if (!little) return 'invalid';
    // Some stacks send a little more than they may; what they sent can be acknowledged.
    sender.end = end;
    sender.unacknowledged = true;
    return 'ignore';
  }
  if (!seqLeq(sack, receiver.end)) return 'invalid';
  if (receiver.maxWindow > 0 && !seqGt(end, lowestEnd)) return 'ignore';
  return seqGt(sack, lowestAck) ? 'accept' : 'ignore';
}

function remember(sender: End, receiver: End, segment: Segment, { end, ack, sack }: Numbers): void {
  const window = segment.flags & FLAG.SYN ? segment.window : segment.window * 2 ** sender.scale;
  sender.maxWindow = Math.max(sender.maxWindow, window + ((sack - ack) >>> 0));
  if (seqGt(end, sender.end)) {
    sender.end = end;
    sender.unacknowledged = true;
  }
  if (segment.flags & FLAG.ACK && (sender.maxAck === undefined || seqGt(ack, sender.maxAck)))
    sender.maxAck = ack;
  if (receiver.maxWindow > 0 && seqGt(end, sender.maxEnd)) receiver.maxWindow += (end - sender.maxEnd) >>> 0;
  const allowed = (sack + window) >>> 0;
  if (!seqLt(allowed, receiver.maxEnd)) receiver.maxEnd = (allowed + (window === 0 ? 1 : 0)) >>> 0;
  if (ack === receiver.end) receiver.unacknowledged = false;
}
