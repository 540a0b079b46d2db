import { seqDiff, TCP_FLAG } from '../../engine/packet/index.ts';
import { hasAck, type Negotiation, type OutgoingSegment, type Segment } from './segment.ts';
import { LINUX_MSS, LINUX_WINDOW, LINUX_WINDOW_SHIFT } from './tcp-endpoint.context.ts';

/** The variables of a connect() under way (RFC 9293 section 3.3.1). */
export interface ClientContext {
  readonly iss: number;
  readonly irs: number;
  /** What the peer agreed to; before its SYN, what we offer. */
  readonly agreed: Negotiation;
  readonly tsRecent: number;
  readonly retransmissions: number;
  /** An answer acknowledged what was never sent: Linux repeats its SYN at once, the first time. */
  readonly hurried: boolean;
}

export interface ClientInput {
  readonly iss: number;
}

/** What Linux offers with every connect(). */
const OFFER: Negotiation = {
  mss: LINUX_MSS,
  sackPermitted: true,
  timestamps: true,
  windowShift: LINUX_WINDOW_SHIFT,
};

/** XState calls a context factory without input too, so `input` may be missing. */
export const initialClient = (input: ClientInput | undefined): ClientContext => ({
  iss: input?.iss ?? 0,
  irs: 0,
  agreed: OFFER,
  tsRecent: 0,
  retransmissions: 0,
  hurried: false,
});

/** The peer's SYN has come, with or without an ACK. */
export function rememberPeer(context: ClientContext, syn: Segment): ClientContext {
  const agreed = {
    mss: syn.mss ?? 536,
    sackPermitted: syn.sackPermitted === true,
    timestamps: syn.timestamp !== undefined,
  };
  return {
    ...context,
    irs: syn.sequence,
    agreed: syn.windowShift === undefined ? agreed : { ...agreed, windowShift: LINUX_WINDOW_SHIFT },
    tsRecent: syn.timestamp ?? 0,
  };
}

/** Acknowledges our SYN and nothing else: nothing else was sent. */
export const acksOurSyn = (context: ClientContext, segment: Segment): boolean =>
  hasAck(segment) && seqDiff(segment.acknowledgment, context.iss) === 1;

const { SYN, RST, ACK } = TCP_FLAG;

export const clientSyn = (context: ClientContext): OutgoingSegment => ({
  flags: SYN,
  sequence: context.iss,
  acknowledgment: 0,
  window: LINUX_WINDOW,
  length: 0,
  sender: 'socket',
  negotiation: context.agreed,
  echo: 0,
});

/** The answer to a SYN that crossed ours (RFC 9293 section 3.5, simultaneous open). */
export const clientSynAck = (context: ClientContext): OutgoingSegment => ({
  ...clientSyn(context),
  flags: SYN | ACK,
  acknowledgment: (context.irs + 1) >>> 0,
  ...echo(context),
});

export const clientAck = (context: ClientContext): OutgoingSegment => ({
  flags: ACK,
  sequence: (context.iss + 1) >>> 0,
  acknowledgment: (context.irs + 1) >>> 0,
  window: Math.ceil(LINUX_WINDOW / 2 ** (context.agreed.windowShift ?? 0)),
  length: 0,
  sender: 'socket',
  ...echo(context),
});

/** How a socket with SO_LINGER 0 is closed: by a reset in place of a FIN. */
export const clientReset = (context: ClientContext): OutgoingSegment => ({
  ...clientAck(context),
  flags: RST | ACK,
});

const echo = (context: ClientContext): { readonly echo?: number } =>
  context.agreed.timestamps ? { echo: context.tsRecent } : {};
