import { assign } from 'xstate';
import { hasAck, hasFin, hasRst, hasSyn, type OutgoingSegment, type Segment } from './segment.ts';
import {
  establish,
  hasUnacknowledged,
  receive,
  rememberSyn,
  successorIss,
  type TcpContext,
} from './tcp-endpoint.context.ts';
import {
  acksFin,
  bringsData,
  bringsFin,
  isBeyondGap,
  isChallengeDue,
  isOutsideWindow,
  isQuietInTimeWait,
  isRateLimited,
  isResetInWindow,
  isSuccessorSyn,
  isSynAgain,
  judge,
  mayChallenge,
} from './tcp-endpoint.guards.ts';

export type TcpEvent = SegmentEvent | SendEvent | { readonly type: 'app.close' } | UnreachableEvent;

/** A segment for this endpoint has arrived. */
export interface SegmentEvent {
  readonly type: 'segment';
  readonly segment: Segment;
  readonly atMs: number;
}

/** The application has written that many bytes. */
export interface SendEvent {
  readonly type: 'app.send';
  readonly length: number;
}

/** An ICMP error quotes a segment of ours: network or host unreachable, or time exceeded. */
export interface UnreachableEvent {
  readonly type: 'icmp.unreachable';
  readonly sequence: number;
}

/** What the application on top learns. */
export type ApplicationNews = 'accepted' | 'data' | 'end' | 'reset';

interface Args<E> {
  readonly context: TcpContext;
  readonly event: E;
}

/** tcp_synack_retries. */
const SYN_ACK_RETRIES = 5;
/** tcp_retries2; and tcp_orphan_retries for what an application has left behind. */
const DATA_RETRIES = 15;
const ORPHAN_RETRIES = 8;

type Question = (context: TcpContext, segment: Segment, atMs: number) => boolean;
const about =
  (question: Question) =>
  ({ context, event }: Args<TcpEvent>): boolean =>
    event.type === 'segment' && question(context, event.segment, event.atMs);

/** Questions that decide between transitions. Those about segments are false for every other event. */
export const guards = {
  isReset: about((_, segment) => hasRst(segment)),
  isSyn: about((_, segment) => hasSyn(segment)),
  isAck: about((_, segment) => hasAck(segment)),
  isConnecting: about((_, segment) => hasSyn(segment) && !hasFin(segment)),
  isExactReset: about((context, segment) => hasRst(segment) && segment.sequence === context.rcvNxt),
  isResetToChallenge: about((context, s, atMs) => isResetInWindow(context, s) && mayChallenge(context, atMs)),
  isSynAgain: about(isSynAgain),
  isSynToAnswer: about((context, s, atMs) => isSynAgain(context, s) && mayChallenge(context, atMs)),
  isWrongAck: about((context, segment) => hasAck(segment) && segment.acknowledgment !== context.sndNxt),
  isOutside: about(isOutsideWindow),
  isOutsideToAnswer: about(
    (context, s, atMs) => isOutsideWindow(context, s) && (!isRateLimited(s) || mayChallenge(context, atMs)),
  ),
  isBare: about((context, segment) => judge(context, segment) === 'bare'),
  isStaleReset: about((context, segment) => judge(context, segment) === 'stale-reset'),
  isTrueReset: about((context, segment) => judge(context, segment) === 'reset'),
  isChallengeDue: about(isChallengeDue),
  isUnacceptable: about((context, segment) => judge(context, segment) !== 'acceptable'),
  isBeyondGap: about(isBeyondGap),
  bringsData: about(bringsData),
  bringsFin: about(bringsFin),
  acksFin: about(acksFin),
  bringsFinAndAcksOurs: about((context, s) => bringsFin(context, s) && acksFin(context, s)),
  isResetBeforeFin: about((context, s) => hasRst(s) && (s.sequence + 1) >>> 0 === context.rcvNxt),
  isResetInTimeWait: about((context, s) => hasRst(s) && s.sequence === context.rcvNxt),
  isQuietInTimeWait: about(isQuietInTimeWait),
  isSuccessorSyn: about(isSuccessorSyn),
  mayChallenge: about((context, _, atMs) => mayChallenge(context, atMs)),
  mayRetrySynAck: ({ context }: Args<TcpEvent>) => context.retransmissions < SYN_ACK_RETRIES,
  hasUnacknowledged: ({ context }: Args<TcpEvent>) => hasUnacknowledged(context),
  mayResend: ({ context }: Args<TcpEvent>) =>
    hasUnacknowledged(context) && context.retransmissions < DATA_RETRIES,
  mayResendAsOrphan: ({ context }: Args<TcpEvent>) =>
    hasUnacknowledged(context) && context.retransmissions < ORPHAN_RETRIES,
  quotesOurSyn: ({ context, event }: Args<TcpEvent>) =>
    event.type === 'icmp.unreachable' && event.sequence === context.iss,
};

type Update = (context: TcpContext, segment: Segment, atMs: number) => TcpContext;
const taking = (update: Update) =>
  assign<TcpContext, TcpEvent, undefined, TcpEvent, never>(({ context, event }) =>
    event.type === 'segment' ? update(context, event.segment, event.atMs) : context,
  );
const updating = (update: (context: TcpContext, event: TcpEvent) => TcpContext) =>
  assign<TcpContext, TcpEvent, undefined, TcpEvent, never>(({ context, event }) => update(context, event));

/** Effects (the first three; empty, the host carries them out) and changes of the context. */
export const actions = {
  send: (_: unknown, _effect: OutgoingSegment) => {},
  drop: (_: unknown, _effect: { reason: string }) => {},
  tell: (_: unknown, _effect: { news: ApplicationNews }) => {},
  rememberSyn: taking((context, segment, atMs) => rememberSyn(context, segment, atMs)),
  succeed: taking((context, segment, atMs) => rememberSyn(context, segment, atMs, successorIss(context))),
  establish: taking((context, segment, atMs) => receive(establish(context, atMs), segment)),
  receive: taking(receive),
  /** TIME-WAIT goes on announcing the window that FIN-WAIT-2 had: the FIN takes nothing of it (tcp_time_wait). */
  keepWindow: updating((context) => ({ ...context, rcvLimit: (context.rcvLimit + 1) >>> 0 })),
  noteChallenge: taking((context, segment, atMs) =>
    isRateLimited(segment) ? { ...context, challengedAtMs: atMs } : context,
  ),
  countRetry: updating((context) => ({ ...context, retransmissions: context.retransmissions + 1 })),
  takeData: updating((context, event) =>
    event.type === 'app.send' ? { ...context, sndNxt: (context.sndNxt + event.length) >>> 0 } : context,
  ),
  takeFin: updating((context) => ({ ...context, sndNxt: (context.sndNxt + 1) >>> 0, finSent: true })),
};

/** Milliseconds. */
export const delays = {
  /** 1, 2, 4, 8 and 16 s after the one before; the connection is given up 32 s after the last. */
  synAckTimeout: ({ context }: Args<TcpEvent>) => 1000 * 2 ** context.retransmissions,
  retransmissionTimeout: ({ context }: Args<TcpEvent>) =>
    Math.min(context.rtoMs * 2 ** context.retransmissions, 120_000),
  /** TCP_DELACK_MIN: how long an acknowledgment may wait for something to travel with. */
  delayedAck: 40,
  /** TCP_TIMEWAIT_LEN and tcp_fin_timeout: 60 s each, a quarter of RFC 9293's four minutes. */
  timeWait: 60_000,
};
