import { inWindow, seqGt, seqLt } from '../../engine/packet/index.ts';
import { endOf, hasAck, hasFin, hasRst, hasSyn, type Segment } from './segment.ts';
import type { TcpContext } from './tcp-endpoint.context.ts';

/** Linux answers at most one unacceptable segment in that time (tcp_invalid_ratelimit). */
const CHALLENGE_PAUSE_MS = 500;

/** What an arriving segment is worth to a synchronized connection, before its content is looked at. */
export type Judgement =
  /** Neither ACK, SYN nor RST. */
  | 'bare'
  /** A reset outside the window. */
  | 'stale-reset'
  /** A reset at exactly the next sequence number: the only kind that is believed (RFC 5961 section 3.2). */
  | 'reset'
  /** RFC 5961: answered by an ACK that lets the true peer, and nobody else, react rightly. */
  | 'challenge'
  /** Outside the window: answered by an ACK (RFC 9293 section 3.10.7.4, first). */
  | 'out-of-window'
  | 'acceptable';

/** tcp_rcv_established and tcp_validate_incoming: the checks of RFC 9293 section 3.10.7.4 in Linux's order. */
export function judge(context: TcpContext, segment: Segment): Judgement {
  if (!hasAck(segment) && !hasRst(segment) && !hasSyn(segment)) return 'bare';
  if (!isInWindow(context, segment)) {
    if (hasRst(segment)) return 'stale-reset';
    return hasSyn(segment) ? 'challenge' : 'out-of-window';
  }
  if (hasRst(segment)) return segment.sequence === context.rcvNxt ? 'reset' : 'challenge';
  if (hasSyn(segment)) return 'challenge';
  return isAckBelievable(context, segment) ? 'acceptable' : 'challenge';
}

/** Not wholly before what we have, not beyond what we have announced. */
function isInWindow(context: TcpContext, segment: Segment): boolean {
  const end = endOf(segment);
  if (seqGt(segment.sequence, context.rcvLimit) || seqLt(end, context.rcvNxt)) return false;
  // A segment that ends where our knowledge ends brings nothing new, unless it is empty and stands there.
  return end !== context.rcvNxt || segment.sequence === end;
}

/** RFC 5961 section 5.2: neither for data never sent, nor older than all that was ever acknowledged. */
function isAckBelievable(context: TcpContext, segment: Segment): boolean {
  const oldest = (context.iss + 1) >>> 0;
  return !seqGt(segment.acknowledgment, context.sndNxt) && !seqLt(segment.acknowledgment, oldest);
}

/** Whether a judgement is answered by an ACK now. Data outside the window always is: it is no part of an ACK loop. */
export function isChallengeDue(context: TcpContext, segment: Segment, atMs: number): boolean {
  const judgement = judge(context, segment);
  if (judgement === 'out-of-window') return !isRateLimited(segment) || mayChallenge(context, atMs);
  return judgement === 'challenge' && mayChallenge(context, atMs);
}

/** Whether the limit of unacceptable segments answered lets this one be answered. */
export const mayChallenge = (context: TcpContext, atMs: number): boolean =>
  context.challengedAtMs === null || atMs - context.challengedAtMs >= CHALLENGE_PAUSE_MS;

/** Segments without data, and SYNs, can be part of an ACK loop (tcp_oow_rate_limited). */
export const isRateLimited = (segment: Segment): boolean => segment.length === 0 || hasSyn(segment);

/** tcp_in_window, which half-open connections use: at least one number of the segment is in the window. */
export function isOutsideWindow(context: TcpContext, segment: Segment): boolean {
  const end = endOf(segment);
  if (segment.sequence === context.rcvNxt) return false;
  if (seqGt(end, context.rcvNxt) && seqLt(segment.sequence, context.rcvLimit)) return false;
  return segment.sequence !== context.rcvLimit || segment.sequence !== end;
}

export const isResetInWindow = (context: TcpContext, segment: Segment): boolean =>
  hasRst(segment) && inWindow(segment.sequence, context.rcvNxt, (context.rcvLimit - context.rcvNxt) >>> 0);

/** The very SYN of this connection once more: its sender has not seen our SYN+ACK. */
export const isSynAgain = (context: TcpContext, segment: Segment): boolean =>
  hasSyn(segment) && !hasAck(segment) && !hasRst(segment) && segment.sequence === context.irs;

/** A bare ACK or a reset at exactly the next number: all that TIME-WAIT takes in without a word. */
export const isQuietInTimeWait = (context: TcpContext, segment: Segment): boolean =>
  segment.sequence === context.rcvNxt && endOf(segment) === segment.sequence;

/** A SYN beyond all that the old connection used begins a new one (RFC 9293 section 3.10.7.4, fourth). */
export const isSuccessorSyn = (context: TcpContext, segment: Segment): boolean =>
  hasSyn(segment) && !hasRst(segment) && !hasAck(segment) && seqGt(segment.sequence, context.rcvNxt);

/** Brings data that is next in order. */
export const bringsData = (context: TcpContext, segment: Segment): boolean =>
  !seqGt(segment.sequence, context.rcvNxt) &&
  seqGt((segment.sequence + segment.length) >>> 0, context.rcvNxt);

/** Brings a FIN that is next in order, or behind data that is. */
export const bringsFin = (context: TcpContext, segment: Segment): boolean =>
  hasFin(segment) && !seqGt(segment.sequence, context.rcvNxt) && seqGt(endOf(segment), context.rcvNxt);

/** Data or FIN beyond a gap. Linux would keep it; here the sender has to send it again. */
export const isBeyondGap = (context: TcpContext, segment: Segment): boolean =>
  seqGt(segment.sequence, context.rcvNxt) && (segment.length > 0 || hasFin(segment));

/** Acknowledges all that we sent, our FIN last of all. */
export const acksFin = (context: TcpContext, segment: Segment): boolean =>
  context.finSent && segment.acknowledgment === context.sndNxt;
