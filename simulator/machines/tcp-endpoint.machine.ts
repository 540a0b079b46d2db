import { setup } from 'xstate';
import { invariant } from '../../engine/base/invariant.ts';
import { TCP_FLAG } from '../../engine/packet/index.ts';
import { type OutgoingSegment, resetFor, type Segment } from './segment.ts';
import {
  acknowledge,
  halfOpenAck,
  initialContext,
  newest,
  synAck,
  type TcpContext,
  type TcpInput,
  unacknowledged,
} from './tcp-endpoint.context.ts';
import {
  type ApplicationNews,
  actions,
  delays,
  guards,
  type SegmentEvent,
  type SendEvent,
  type TcpEvent,
} from './tcp-endpoint.parts.ts';

type FromSegment = { readonly context: TcpContext; readonly event: SegmentEvent };
type FromContext = { readonly context: TcpContext };

const { FIN, PSH } = TCP_FLAG;

const send = (make: (context: TcpContext) => OutgoingSegment) =>
  ({ type: 'send', params: ({ context }: FromContext) => make(context) }) as const;
const sendReset = { type: 'send', params: ({ event }: FromSegment) => reset(event.segment) } as const;
const sendData = {
  type: 'send',
  params: ({ context, event }: FromContext & { event: SendEvent }) => newest(context, event.length, PSH),
} as const;
const drop = (reason: string) => ({ type: 'drop', params: { reason } }) as const;
const tell = (news: ApplicationNews) => ({ type: 'tell', params: { news } }) as const;

function reset(segment: Segment): OutgoingSegment {
  const answer = resetFor(segment);
  invariant(answer, 'no transition answers a reset by a reset');
  return answer;
}

const acknowledging = send((context) => acknowledge(context));
const acknowledgingFromTimeWait = send((context) => acknowledge(context, 'no-socket'));
const TOO_SOON = 'not acceptable, and the like was answered less than 500 ms ago';

/** The checks that all synchronized states begin with: RFC 9293 section 3.10.7.4 and RFC 5961 as in Linux. */
const refusals = [
  { guard: 'isBare', actions: drop('neither ACK, SYN nor RST') },
  { guard: 'isTrueReset', target: 'closed', actions: tell('reset') },
  { guard: 'isStaleReset', actions: drop('reset outside the window') },
  { guard: 'isChallengeDue', actions: ['noteChallenge', acknowledging] },
  { guard: 'isUnacceptable', actions: drop(TOO_SOON) },
] as const;

/** A reset that ignores the FIN we have taken in is believed too (tcp_reset_check). */
const resetBeforeFin = { guard: 'isResetBeforeFin', target: 'closed', actions: tell('reset') } as const;
/** After our own FIN nobody reads any more: data is answered by a reset (RFC 9293 section 3.10.4, RFC 2525 2.17). */
const unread = { guard: 'bringsData', target: 'closed', actions: sendReset } as const;
const outOfOrder = { guard: 'isBeyondGap', actions: acknowledging } as const;
const taken = { actions: 'receive' } as const;

const resending = <State extends string>(state: State) =>
  [
    { guard: 'mayResend', target: state, reenter: true, actions: ['countRetry', send(unacknowledged)] },
    { guard: 'hasUnacknowledged', target: 'closed', actions: tell('reset') },
  ] as const;
const resendingAsOrphan = <State extends string>(state: State) =>
  [
    {
      guard: 'mayResendAsOrphan',
      target: state,
      reenter: true,
      actions: ['countRetry', send(unacknowledged)],
    },
    { guard: 'hasUnacknowledged', target: 'closed' },
  ] as const;

/** Re-entering restarts the retransmission timer. */
const sending = <State extends string>(state: State) =>
  ({ target: state, reenter: true, actions: ['takeData', sendData] }) as const;
const sendFin = ['takeFin', send((context) => newest(context, 0, FIN))] as const;

/**
 * The passive side of a TCP connection: RFC 9293 section 3.3.2 as Linux 6.18 carries it out. Pure: sending,
 * dropping and telling the application are effects, timers are `after`, in milliseconds.
 */
export const tcpEndpoint = setup({
  types: {} as { context: TcpContext; input: TcpInput; events: TcpEvent },
  actions,
  guards,
  delays,
}).createMachine({
  id: 'tcpEndpoint',
  initial: 'listen',
  context: ({ input }) => initialContext(input),
  states: {
    listen: {
      description:
        'Waits for a SYN. Only a SYN without FIN begins a connection; an ACK is answered by a reset.',
      meta: { rfc: 'RFC 9293 section 3.10.7.2' },
      on: {
        segment: [
          { guard: 'isReset', actions: drop('a reset means nothing to a listener') },
          { guard: 'isAck', actions: sendReset },
          { guard: 'isConnecting', target: 'synReceived', actions: ['rememberSyn', send(synAck)] },
          { actions: drop('no SYN, or a SYN with FIN, to a listener') },
        ],
      },
    },
    synReceived: {
      description: 'Has answered SYN+ACK and waits for the ACK that completes the handshake: half open.',
      meta: { rfc: 'RFC 9293 section 3.10.7.4, RFC 5961' },
      after: {
        synAckTimeout: [
          {
            guard: 'mayRetrySynAck',
            target: 'synReceived',
            reenter: true,
            actions: ['countRetry', send(synAck)],
          },
          { target: 'closed', actions: drop('the handshake was never completed') },
        ],
      },
      on: {
        segment: [
          { guard: 'isExactReset', target: 'closed' },
          { guard: 'isResetToChallenge', actions: ['noteChallenge', send(halfOpenAck)] },
          { guard: 'isReset', actions: drop('reset at another sequence number than the next') },
          {
            guard: 'isSynToAnswer',
            target: 'synReceived',
            reenter: true,
            actions: ['noteChallenge', send(synAck)],
          },
          { guard: 'isSynAgain', actions: drop(TOO_SOON) },
          { guard: 'isWrongAck', actions: sendReset },
          { guard: 'isOutsideToAnswer', actions: ['noteChallenge', send(halfOpenAck)] },
          { guard: 'isOutside', actions: drop(TOO_SOON) },
          { guard: 'isSyn', target: 'closed', actions: sendReset },
          { guard: 'isBare', actions: drop('no ACK to complete the handshake') },
          { guard: 'bringsFin', target: 'closeWait', actions: ['establish', tell('accepted'), tell('end')] },
          {
            guard: 'bringsData',
            target: 'established',
            actions: ['establish', acknowledging, tell('accepted')],
          },
          {
            guard: 'isBeyondGap',
            target: 'established',
            actions: ['establish', acknowledging, tell('accepted')],
          },
          { target: 'established', actions: ['establish', tell('accepted')] },
        ],
        'icmp.unreachable': { guard: 'quotesOurSyn', target: 'closed' },
      },
    },
    established: {
      description: 'Both sides may send data.',
      meta: { rfc: 'RFC 9293 section 3.10.7.4' },
      after: { retransmissionTimeout: resending('established') },
      on: {
        segment: [
          ...refusals,
          outOfOrder,
          { guard: 'bringsFin', target: 'closeWait', actions: ['receive', tell('end')] },
          { guard: 'bringsData', actions: ['receive', acknowledging, tell('data')] },
          taken,
        ],
        'app.send': sending('established'),
        'app.close': { target: 'finWait1', actions: sendFin },
      },
    },
    closeWait: {
      description: 'The peer has sent its FIN; our application has yet to close.',
      meta: { rfc: 'RFC 9293 section 3.10.7.4, eighth' },
      after: { delayedAck: { actions: acknowledging }, retransmissionTimeout: resending('closeWait') },
      on: {
        segment: [resetBeforeFin, ...refusals, taken],
        'app.send': sending('closeWait'),
        'app.close': { target: 'lastAck', actions: sendFin },
      },
    },
    lastAck: {
      description: 'Both sides have sent a FIN; ours waits for its ACK.',
      meta: { rfc: 'RFC 9293 section 3.10.7.4, fifth' },
      after: { retransmissionTimeout: resendingAsOrphan('lastAck') },
      on: { segment: [resetBeforeFin, ...refusals, { guard: 'acksFin', target: 'closed' }, taken] },
    },
    finWait1: {
      description: 'Our application closed first; our FIN waits for its ACK.',
      meta: { rfc: 'RFC 9293 section 3.10.7.4, fifth' },
      after: { retransmissionTimeout: resendingAsOrphan('finWait1') },
      on: {
        segment: [
          ...refusals,
          unread,
          outOfOrder,
          { guard: 'bringsFinAndAcksOurs', target: 'timeWait', actions: ['receive', acknowledging] },
          { guard: 'bringsFin', target: 'closing', actions: ['receive', acknowledging] },
          { guard: 'acksFin', target: 'finWait2', actions: 'receive' },
          taken,
        ],
      },
    },
    finWait2: {
      description: 'Our FIN is acknowledged; the peer has yet to close. Linux waits 60 s for that.',
      meta: { rfc: 'RFC 9293 section 3.10.7.4, fifth' },
      after: { timeWait: 'closed' },
      on: {
        segment: [
          ...refusals,
          unread,
          outOfOrder,
          {
            guard: 'bringsFin',
            target: 'timeWait',
            actions: ['receive', 'keepWindow', acknowledgingFromTimeWait],
          },
          taken,
        ],
      },
    },
    closing: {
      description: 'Both sides closed at once: the FINs crossed, ours waits for its ACK.',
      meta: { rfc: 'RFC 9293 section 3.10.7.4, fifth' },
      after: { retransmissionTimeout: resendingAsOrphan('closing') },
      on: {
        segment: [
          resetBeforeFin,
          ...refusals,
          { guard: 'acksFin', target: 'timeWait', actions: 'receive' },
          taken,
        ],
      },
    },
    timeWait: {
      description: 'All is said; old segments die out. A reset ends it at once, a later SYN begins anew.',
      meta: { rfc: 'RFC 9293 section 3.10.7.4, RFC 6191; RFC 1337 not applied' },
      after: { timeWait: 'closed' },
      on: {
        segment: [
          { guard: 'isResetInTimeWait', target: 'closed' },
          { guard: 'isReset', actions: drop('reset at another sequence number than the next') },
          { guard: 'isQuietInTimeWait', target: 'timeWait', reenter: true },
          { guard: 'isSuccessorSyn', target: 'synReceived', actions: ['succeed', send(synAck)] },
          {
            guard: 'mayChallenge',
            target: 'timeWait',
            reenter: true,
            actions: ['noteChallenge', acknowledgingFromTimeWait],
          },
          { target: 'timeWait', reenter: true, actions: drop(TOO_SOON) },
        ],
      },
    },
    closed: {
      description: 'There is no connection any more.',
      meta: { rfc: 'RFC 9293 section 3.10.7.1' },
      type: 'final',
    },
  },
});
