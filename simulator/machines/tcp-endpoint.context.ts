import { seqGt, seqLt, TCP_FLAG } from '../../engine/packet/index.ts';
import { asksForEcn, endOf, type Negotiation, type OutgoingSegment, type Segment } from './segment.ts';

/** Ethernet's 1500 bytes less 40 of IPv4 and TCP headers. */
export const LINUX_MSS = 1460;
/** What Linux 6.16 and later announce with a receive buffer of at most 32 MB (tcp_rmem). */
export const LINUX_WINDOW_SHIFT = 10;
/** The first window: a multiple of what fits a segment, 44 x 1460, or 45 x 1448 with 12 bytes of timestamps each. */
export const LINUX_WINDOW = 64_240;
export const LINUX_WINDOW_WITH_TIMESTAMPS = 65_160;

/** The variables of one connection (RFC 9293 section 3.3.1). Times are milliseconds. */
export interface TcpContext {
  readonly iss: number;
  readonly offer: Offer;
  readonly irs: number;
  readonly sndUna: number;
  readonly sndNxt: number;
  readonly rcvNxt: number;
  /** The sequence number behind the window we have announced; it never moves back. */
  readonly rcvLimit: number;
  /** What both sides have agreed on. */
  readonly agreed: Negotiation;
  /** The SYN asked for ECN, and the SYN+ACK says yes. */
  readonly ecn: boolean;
  /** The newest timestamp of the peer, echoed in what we send. */
  readonly tsRecent: number;
  /** Our FIN is the last sequence number below sndNxt. */
  readonly finSent: boolean;
  readonly retransmissions: number;
  readonly rtoMs: number;
  /** When the first SYN+ACK left; the handshake's round trip gives the first retransmission timeout. */
  readonly synAckAtMs: number;
  /** When we last answered a segment that was not acceptable; null for never. */
  readonly challengedAtMs: number | null;
}

/** What this side's SYN+ACK announces, and agrees to. */
export interface Offer {
  readonly window: number;
  readonly windowWithTimestamps: number;
  readonly windowShift: number;
  readonly sack: boolean;
  readonly timestamps: boolean;
}

const LINUX_OFFER: Offer = {
  window: LINUX_WINDOW,
  windowWithTimestamps: LINUX_WINDOW_WITH_TIMESTAMPS,
  windowShift: LINUX_WINDOW_SHIFT,
  sack: true,
  timestamps: true,
};

export interface TcpInput {
  /** Initial send sequence number. */
  readonly iss: number;
  /** Linux's own if left out. */
  readonly offer?: Offer;
}

const NOTHING_AGREED: Negotiation = { mss: LINUX_MSS, sackPermitted: false, timestamps: false };

/** XState calls a context factory without input too, so `input` may be missing. */
export function initialContext(input: TcpInput | undefined): TcpContext {
  const iss = input?.iss ?? 0;
  return {
    iss,
    offer: input?.offer ?? LINUX_OFFER,
    irs: 0,
    sndUna: iss,
    sndNxt: iss,
    rcvNxt: 0,
    rcvLimit: 0,
    agreed: NOTHING_AGREED,
    ecn: false,
    tsRecent: 0,
    finSent: false,
    retransmissions: 0,
    rtoMs: 1000,
    synAckAtMs: 0,
    challengedAtMs: null,
  };
}

/** The options of a SYN+ACK: Linux gives back what was offered, and its own segment size in any case. */
function negotiate(syn: Segment, offer: Offer): Negotiation {
  const agreed = {
    mss: LINUX_MSS,
    sackPermitted: offer.sack && syn.sackPermitted === true,
    timestamps: offer.timestamps && syn.timestamp !== undefined,
  };
  return syn.windowShift === undefined ? agreed : { ...agreed, windowShift: offer.windowShift };
}

/** A SYN has come: both sequence spaces begin. Data in the SYN is not taken (Linux without TCP Fast Open). */
export function rememberSyn(context: TcpContext, syn: Segment, atMs: number, iss = context.iss): TcpContext {
  const { offer } = context;
  const agreed = negotiate(syn, offer);
  const rcvNxt = (syn.sequence + 1) >>> 0;
  const window = agreed.timestamps ? offer.windowWithTimestamps : offer.window;
  return {
    ...initialContext({ iss, offer }),
    sndNxt: (iss + 1) >>> 0,
    irs: syn.sequence,
    rcvNxt,
    rcvLimit: (rcvNxt + window) >>> 0,
    agreed,
    ecn: asksForEcn(syn),
    tsRecent: syn.timestamp ?? 0,
    synAckAtMs: atMs,
  };
}

/**
 * The ISS of a connection that takes the place of one in TIME-WAIT lies beyond every sequence number the old one
 * can have used (RFC 6191; the step is tcp_timewait_state_process's).
 */
export const successorIss = (context: TcpContext): number => (context.sndNxt + 65_537) >>> 0;

/** The third segment of the handshake has come. RTO = round trip + 200 ms at least (RFC 6298 with Linux's minimum). */
export function establish(context: TcpContext, atMs: number): TcpContext {
  const rtoMs = context.retransmissions === 0 ? atMs - context.synAckAtMs + 200 : 1000;
  return { ...context, sndUna: (context.iss + 1) >>> 0, retransmissions: 0, rtoMs };
}

/** Takes in an acceptable segment: what it acknowledges, and its data and FIN where they are next in order. */
export function receive(context: TcpContext, segment: Segment): TcpContext {
  const acked = seqGt(segment.acknowledgment, context.sndUna);
  const end = endOf(segment);
  const inOrder = !seqGt(segment.sequence, context.rcvNxt) && seqGt(end, context.rcvNxt);
  return {
    ...context,
    sndUna: acked ? segment.acknowledgment : context.sndUna,
    retransmissions: acked ? 0 : context.retransmissions,
    rcvNxt: inOrder ? end : context.rcvNxt,
    tsRecent: segment.timestamp ?? context.tsRecent,
  };
}

export const hasUnacknowledged = (context: TcpContext): boolean => seqLt(context.sndUna, context.sndNxt);

const { FIN, SYN, PSH, ACK, ECE } = TCP_FLAG;

export function synAck(context: TcpContext): OutgoingSegment {
  return {
    flags: SYN | ACK | (context.ecn ? ECE : 0),
    sequence: context.iss,
    acknowledgment: context.rcvNxt,
    window: (context.rcvLimit - context.rcvNxt) >>> 0,
    length: 0,
    sender: 'no-socket',
    negotiation: context.agreed,
    ...echo(context),
  };
}

export const acknowledge = (
  context: TcpContext,
  sender: OutgoingSegment['sender'] = 'socket',
): OutgoingSegment => ({
  flags: ACK,
  sequence: context.sndNxt,
  acknowledgment: context.rcvNxt,
  window: announcedWindow(context),
  length: 0,
  sender,
  ...echo(context),
});

/** What a half-open connection answers with; its window is scaled too, but rounded down (tcp_v4_reqsk_send_ack). */
export const halfOpenAck = (context: TcpContext): OutgoingSegment => ({
  ...acknowledge(context, 'no-socket'),
  window: ((context.rcvLimit - context.rcvNxt) >>> 0) >>> (context.agreed.windowShift ?? 0),
});

/** All that is not acknowledged yet, FIN included; what a retransmission sends. */
export function unacknowledged(context: TcpContext): OutgoingSegment {
  const length = ((context.sndNxt - context.sndUna) >>> 0) - (context.finSent ? 1 : 0);
  return {
    ...acknowledge(context),
    flags: ACK | (length > 0 ? PSH : 0) | (context.finSent ? FIN : 0),
    sequence: context.sndUna,
    length,
  };
}

/** What the last `length` sequence numbers below sndNxt hold: newly given data, or the FIN. */
export const newest = (context: TcpContext, length: number, flags: number): OutgoingSegment => ({
  ...acknowledge(context),
  flags: ACK | flags,
  sequence: (context.sndNxt - length - (flags & FIN ? 1 : 0)) >>> 0,
  length,
});

/** A scaled window is rounded up (tcp_select_window). */
function announcedWindow(context: TcpContext): number {
  const window = (context.rcvLimit - context.rcvNxt) >>> 0;
  const shift = context.agreed.windowShift ?? 0;
  return Math.min(Math.ceil(window / 2 ** shift), 65_535);
}

const echo = (context: TcpContext): { readonly echo?: number } =>
  context.agreed.timestamps ? { echo: context.tsRecent } : {};
