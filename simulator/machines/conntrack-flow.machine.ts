import { setup } from 'xstate';

/**
 * What Linux remembers of one flow, from its first packet until the entry is forgotten. TCP states and moves
 * are those of nf_conntrack_proto_tcp.c (Linux 6.18), seen from the middle: the tracker judges both ends by the
 * packets that pass. Flows without a protocol of their own (UDP, ICMP queries, others) know only whether an
 * answer came.
 *
 * Events are a direction and what a packet is: `original.syn` comes from whoever began the flow, `reply.synAck`
 * from the other end. Whatever a state does not name is `invalid` in it: the packet matches `--ctstate INVALID`
 * and changes nothing. `ignored` packets pass as part of the flow and change nothing either.
 */
export type FlowEventType =
  | `${FlowDirection}.${TcpKind}`
  | `${FlowDirection}.datagram`
  /** The same, more than two seconds after the flow began. */
  | `${FlowDirection}.lateDatagram`
  /** A SYN/ACK that acknowledges a SYN which was ignored: the ends agree, and the tracker follows them. */
  | 'resynchronised'
  /** An ACK of the answering end that ends a simultaneous open (RFC 9293 section 3.5, figure 7). */
  | 'simultaneousAck'
  /** A reset of an established flow whose number is not exactly the one expected: a challenge ACK may follow. */
  | 'doubtfulReset'
  /** A new SYN after the flow was closed: the entry makes place for another. */
  | 'reopened'
  /** A reset while nothing was ever answered: the entry is forgotten at once. */
  | 'refused'
  | 'expired';

export type FlowDirection = 'original' | 'reply';
/** What Linux looks at in the flags: RST first, then SYN with or without ACK, FIN, ACK; `none` is the rest. */
export type TcpKind = 'syn' | 'synAck' | 'fin' | 'ack' | 'rst' | 'none';

export type FlowState =
  | 'none'
  | 'synSent'
  | 'synSent2'
  | 'synRecv'
  | 'established'
  | 'finWait'
  | 'closeWait'
  | 'lastAck'
  | 'timeWait'
  | 'close'
  | 'unreplied'
  | 'replied'
  | 'stream'
  | 'gone';

/** What a step means for the packet. */
export type FlowEffect = 'accept' | 'ignore' | 'invalid';

export interface FlowMeta {
  /** The state's name in `conntrack -L`. */
  readonly kernel: string;
  /** How long the entry lives without a further packet (net.netfilter.nf_conntrack_*_timeout_*). */
  readonly timeoutSeconds: number;
}

const ACCEPT = 'accept' as const;
const IGNORED = { actions: 'ignore' as const };
const REFRESH = { actions: ACCEPT };
const INVALID = { actions: 'invalid' as const };
const to = <S extends string>(target: S) => ({ target, actions: ACCEPT });

const RESET = { 'original.rst': to('close'), 'reply.rst': to('close') } as const;
const ENDING = { expired: 'gone', refused: to('gone'), '*': INVALID } as const;
/** Wherever both ends have spoken, a SYN/ACK may be late, and a SYN may belong to a newer connection. */
const OUT_OF_STEP = {
  'original.syn': IGNORED,
  'reply.synAck': IGNORED,
  resynchronised: to('synRecv'),
} as const;

export const conntrackFlow = setup({
  types: {} as {
    context: { readonly loose: boolean };
    input: { readonly loose: boolean };
    events: { readonly type: FlowEventType };
    meta: FlowMeta;
  },
  actions: {
    /** The packet belongs to the flow, and its timer starts anew. */
    accept: () => {},
    /** The packet belongs to the flow; nothing else happens. */
    ignore: () => {},
    /** The packet belongs to nothing. */
    invalid: () => {},
  },
  guards: {
    /** nf_conntrack_tcp_loose, on by default: a flow may be picked up in its middle. */
    loose: ({ context }) => context.loose,
  },
}).createMachine({
  id: 'conntrack-flow',
  initial: 'none',
  context: ({ input }) => ({ loose: input?.loose ?? true }),
  states: {
    none: {
      description: 'No entry yet: this is the first packet.',
      meta: { kernel: 'NONE', timeoutSeconds: 0 },
      on: {
        'original.syn': to('synSent'),
        'original.ack': { guard: 'loose', ...to('established') },
        'original.datagram': to('unreplied'),
        ...ENDING,
      },
    },
    synSent: {
      description: 'A SYN was seen, nothing came back yet.',
      meta: { kernel: 'SYN_SENT', timeoutSeconds: 120 },
      on: {
        'original.syn': REFRESH,
        'reply.syn': to('synSent2'),
        'reply.synAck': to('synRecv'),
        'reply.ack': IGNORED,
        resynchronised: to('synRecv'),
        ...RESET,
        ...ENDING,
      },
    },
    synSent2: {
      description: 'Both ends sent a SYN: a simultaneous open.',
      meta: { kernel: 'SYN_SENT2', timeoutSeconds: 120 },
      on: {
        'original.syn': REFRESH,
        'original.synAck': to('synRecv'),
        'reply.syn': REFRESH,
        'reply.synAck': to('synRecv'),
        'reply.ack': IGNORED,
        ...RESET,
        ...ENDING,
      },
    },
    synRecv: {
      description: 'The SYN was answered with SYN/ACK; the last ACK of the handshake is missing.',
      meta: { kernel: 'SYN_RECV', timeoutSeconds: 60 },
      on: {
        'original.synAck': REFRESH,
        'original.fin': to('finWait'),
        'original.ack': to('established'),
        'reply.fin': to('finWait'),
        'reply.ack': REFRESH,
        simultaneousAck: to('established'),
        ...OUT_OF_STEP,
        ...RESET,
        ...ENDING,
      },
    },
    established: {
      description: 'The handshake is complete, or an ACK was picked up in the middle of a connection.',
      meta: { kernel: 'ESTABLISHED', timeoutSeconds: 432_000 },
      on: {
        'original.fin': to('finWait'),
        'original.ack': REFRESH,
        'reply.fin': to('finWait'),
        'reply.ack': REFRESH,
        doubtfulReset: REFRESH,
        ...OUT_OF_STEP,
        ...RESET,
        ...ENDING,
      },
    },
    finWait: {
      description: 'One end sent a FIN.',
      meta: { kernel: 'FIN_WAIT', timeoutSeconds: 120 },
      on: {
        'original.fin': to('lastAck'),
        'original.ack': to('closeWait'),
        'reply.fin': to('lastAck'),
        'reply.ack': to('closeWait'),
        ...OUT_OF_STEP,
        ...RESET,
        ...ENDING,
      },
    },
    closeWait: {
      description: 'The FIN was acknowledged; the other end has not closed yet.',
      meta: { kernel: 'CLOSE_WAIT', timeoutSeconds: 60 },
      on: {
        'original.fin': to('lastAck'),
        'original.ack': REFRESH,
        'reply.fin': to('lastAck'),
        'reply.ack': REFRESH,
        ...OUT_OF_STEP,
        ...RESET,
        ...ENDING,
      },
    },
    lastAck: {
      description: 'Both ends sent a FIN; the last ACK is missing.',
      meta: { kernel: 'LAST_ACK', timeoutSeconds: 30 },
      on: {
        'original.fin': REFRESH,
        'original.ack': to('timeWait'),
        'reply.fin': REFRESH,
        'reply.ack': to('timeWait'),
        ...OUT_OF_STEP,
        ...RESET,
        ...ENDING,
      },
    },
    timeWait: {
      description: 'Closed in good order; the entry lingers for late packets.',
      meta: { kernel: 'TIME_WAIT', timeoutSeconds: 120 },
      on: {
        'original.fin': REFRESH,
        'original.ack': REFRESH,
        'reply.syn': IGNORED,
        'reply.fin': REFRESH,
        'reply.ack': REFRESH,
        reopened: 'gone',
        ...OUT_OF_STEP,
        ...RESET,
        ...ENDING,
      },
    },
    close: {
      description: 'Ended by a reset.',
      meta: { kernel: 'CLOSE', timeoutSeconds: 10 },
      on: {
        'original.fin': REFRESH,
        'original.ack': REFRESH,
        'original.rst': REFRESH,
        'reply.fin': REFRESH,
        'reply.ack': REFRESH,
        'reply.rst': REFRESH,
        reopened: 'gone',
        ...OUT_OF_STEP,
        ...ENDING,
      },
    },
    unreplied: {
      description: 'A datagram was seen, no answer yet.',
      meta: { kernel: 'UNREPLIED', timeoutSeconds: 30 },
      on: {
        'original.datagram': REFRESH,
        'original.lateDatagram': REFRESH,
        'reply.datagram': to('replied'),
        'reply.lateDatagram': to('replied'),
        ...ENDING,
      },
    },
    replied: {
      description: 'Datagrams went both ways.',
      meta: { kernel: 'REPLIED', timeoutSeconds: 30 },
      on: {
        'original.datagram': REFRESH,
        'reply.datagram': REFRESH,
        'original.lateDatagram': to('stream'),
        'reply.lateDatagram': to('stream'),
        ...ENDING,
      },
    },
    stream: {
      description: 'Datagrams still go both ways after two seconds: a stream.',
      meta: { kernel: 'ASSURED', timeoutSeconds: 120 },
      on: {
        'original.datagram': REFRESH,
        'original.lateDatagram': REFRESH,
        'reply.datagram': REFRESH,
        'reply.lateDatagram': REFRESH,
        ...ENDING,
      },
    },
    gone: {
      description: 'The entry is forgotten: the next packet begins a flow of its own.',
      meta: { kernel: 'DESTROY', timeoutSeconds: 0 },
      type: 'final',
    },
  },
});
