import { assign, setup } from 'xstate';
import { invariant } from '../../engine/base/invariant.ts';
import { hasAck, hasRst, hasSyn, type OutgoingSegment, resetFor, type Segment } from './segment.ts';
import {
  acksOurSyn,
  type ClientContext,
  type ClientInput,
  clientAck,
  clientReset,
  clientSyn,
  clientSynAck,
  initialClient,
  rememberPeer,
} from './tcp-client.context.ts';

export type ClientEvent =
  | { readonly type: 'segment'; readonly segment: Segment; readonly atMs: number }
  /** An ICMP error quotes our SYN; Linux has turned it into an error number. */
  | { readonly type: 'icmp.unreachable'; readonly errno: string }
  /** The application closes its socket, with SO_LINGER 0. */
  | { readonly type: 'app.abort' };

/** What the application's connect() comes to. */
export type ConnectNews = { readonly errno?: string };

interface Args<E = ClientEvent> {
  readonly context: ClientContext;
  readonly event: E;
}
type SegmentArgs = Args<Extract<ClientEvent, { type: 'segment' }>>;
type ErrorArgs = Args<Extract<ClientEvent, { type: 'icmp.unreachable' }>>;

/** tcp_syn_retries (6) and tcp_syn_linear_timeouts (4): ten repetitions. */
const SYN_RETRIES = 10;
const LINEAR_RETRIES = 4;
/** TCP_TIMEOUT_MIN: two ticks of the kernel's clock of 250 Hz. */
const HURRY_MS = 8;

const about =
  (question: (context: ClientContext, segment: Segment) => boolean) =>
  ({ context, event }: Args): boolean =>
    event.type === 'segment' && question(context, event.segment);
const isWrongAck = (context: ClientContext, segment: Segment): boolean =>
  hasAck(segment) && !acksOurSyn(context, segment);
const NEVER_SENT = 'acknowledges what was never sent';

const send = (make: (context: ClientContext) => OutgoingSegment) =>
  ({ type: 'send', params: ({ context }: { context: ClientContext }) => make(context) }) as const;
const sendReset = {
  type: 'send',
  params: ({ event }: SegmentArgs) => {
    const answer = resetFor(event.segment);
    invariant(answer, 'no transition answers a reset by a reset');
    return answer;
  },
} as const;
const drop = (reason: string) => ({ type: 'drop', params: { reason } }) as const;
const fails = (errno: string) => ({ type: 'tell', params: { errno } }) as const;
const failsAsTold = { type: 'tell', params: ({ event }: ErrorArgs) => ({ errno: event.errno }) } as const;
const connected = { type: 'tell', params: {} } as const;
const again = { target: 'synSent', reenter: true } as const;

/**
 * A connect() of Linux 6.18: RFC 9293 section 3.10.7.3. Pure: sending and telling the application are effects,
 * timers are `after`, in milliseconds.
 */
export const tcpClient = setup({
  types: {} as { context: ClientContext; input: ClientInput; events: ClientEvent },
  actions: {
    send: (_, _effect: OutgoingSegment) => {},
    drop: (_, _effect: { reason: string }) => {},
    tell: (_, _effect: ConnectNews) => {},
    rememberPeer: assign(({ context, event }) =>
      event.type === 'segment' ? rememberPeer(context, event.segment) : context,
    ),
    countRetry: assign({ retransmissions: ({ context }) => context.retransmissions + 1, hurried: false }),
    hurry: assign({ hurried: true }),
  },
  guards: {
    acksOurSyn: about(acksOurSyn),
    isWrongAck: about(isWrongAck),
    isFirstWrongAck: about((context, s) => context.retransmissions === 0 && isWrongAck(context, s)),
    isWrongReset: about((context, s) => hasRst(s) && isWrongAck(context, s)),
    isFirstWrongReset: about(
      (context, s) => context.retransmissions === 0 && hasRst(s) && isWrongAck(context, s),
    ),
    isRefusal: about((context, segment) => hasRst(segment) && acksOurSyn(context, segment)),
    isReset: about((_, segment) => hasRst(segment)),
    isExactReset: about((context, s) => hasRst(s) && s.sequence === (context.irs + 1) >>> 0),
    isSynAck: about((context, segment) => hasSyn(segment) && acksOurSyn(context, segment)),
    isSyn: about((_, segment) => hasSyn(segment) && !hasAck(segment)),
    mayRetry: ({ context }) => context.retransmissions < SYN_RETRIES,
  },
  delays: {
    /** After 1 s five times, then after 2, 4, 8, 16 and 32 s; 64 s later connect() gives up. */
    synTimeout: ({ context }) =>
      context.hurried ? HURRY_MS : 1000 * 2 ** Math.max(0, context.retransmissions - LINEAR_RETRIES),
  },
}).createMachine({
  id: 'tcpClient',
  initial: 'synSent',
  context: ({ input }) => initialClient(input),
  entry: send(clientSyn),
  states: {
    synSent: {
      description: 'The SYN is on its way; connect() waits for the answer.',
      meta: { rfc: 'RFC 9293 section 3.10.7.3' },
      after: {
        synTimeout: [
          { guard: 'mayRetry', ...again, actions: ['countRetry', send(clientSyn)] },
          { target: 'closed', actions: fails('ETIMEDOUT') },
        ],
      },
      on: {
        segment: [
          { guard: 'isFirstWrongReset', ...again, actions: ['hurry', drop(NEVER_SENT)] },
          { guard: 'isWrongReset', actions: drop(NEVER_SENT) },
          { guard: 'isFirstWrongAck', ...again, actions: ['hurry', sendReset] },
          { guard: 'isWrongAck', actions: sendReset },
          { guard: 'isRefusal', target: 'closed', actions: fails('ECONNREFUSED') },
          { guard: 'isReset', actions: drop('reset acknowledges nothing') },
          {
            guard: 'isSynAck',
            target: 'established',
            actions: ['rememberPeer', send(clientAck), connected],
          },
          { guard: 'isSyn', target: 'synReceived', actions: ['rememberPeer', send(clientSynAck)] },
          { actions: drop('neither SYN nor RST') },
        ],
        'icmp.unreachable': { target: 'closed', actions: failsAsTold },
        'app.abort': 'closed',
      },
    },
    synReceived: {
      description: 'A SYN of the peer has crossed ours: a simultaneous open.',
      meta: { rfc: 'RFC 9293 section 3.5, figure 8' },
      after: {
        synTimeout: [
          {
            guard: 'mayRetry',
            target: 'synReceived',
            reenter: true,
            actions: ['countRetry', send(clientSynAck)],
          },
          { target: 'closed', actions: fails('ETIMEDOUT') },
        ],
      },
      on: {
        segment: [
          { guard: 'isExactReset', target: 'closed', actions: fails('ECONNREFUSED') },
          { guard: 'isReset', actions: drop('reset at another sequence number than the next') },
          { guard: 'acksOurSyn', target: 'established', actions: connected },
          { actions: drop('does not acknowledge our SYN') },
        ],
        'icmp.unreachable': { target: 'closed', actions: failsAsTold },
        'app.abort': { target: 'closed', actions: send(clientReset) },
      },
    },
    established: {
      description: 'connect() has succeeded. A scanner closes at once, by a reset.',
      meta: { rfc: 'RFC 9293 section 3.10.7.4' },
      on: { 'app.abort': { target: 'closed', actions: send(clientReset) } },
    },
    closed: {
      description: 'There is no socket any more.',
      meta: { rfc: 'RFC 9293 section 3.10.7.1' },
      type: 'final',
    },
  },
});
