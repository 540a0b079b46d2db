import { assign, setup } from 'xstate';

/**
 * One packet's way through a firewall, from the first hook that sees it to the last. A stateful firewall asks
 * connection tracking first; a stateless one does not; NOTRACK takes a packet past it. Then the rules judge.
 *
 * Which rule matches is no matter of states: rules are data, and comparing them is a function. The machine is
 * told what they said.
 */
export type PassageEvent =
  /** Connection tracking has looked at the packet. */
  | { readonly type: 'tracked'; readonly state: string }
  /** A rule of the raw table said NOTRACK. */
  | { readonly type: 'exempted' }
  /** Nothing on this host needs connection tracking. */
  | { readonly type: 'notTracked' }
  /** A chain of the filter table begins to compare its rules. */
  | { readonly type: 'judge'; readonly chain: string }
  | { readonly type: 'accept' }
  | { readonly type: 'drop' }
  | { readonly type: 'reject'; readonly with: string };

export interface PassageContext {
  /** What connection tracking said; empty where it was not asked. */
  readonly state: string;
  /** The chain that judges, or judged last. */
  readonly chain: string;
}

/** Where a packet goes once it is settled what connection tracking knows of it; every state of that kind is left so. */
const TO_THE_RULES = {
  judge: {
    target: 'judged',
    actions: {
      type: 'noteChain',
      params: ({ event }: { event: Extract<PassageEvent, { type: 'judge' }> }) => ({ chain: event.chain }),
    },
  },
  accept: 'accepted',
  drop: 'dropped',
} as const;

export const firewallPassage = setup({
  types: {} as { context: PassageContext; events: PassageEvent },
  actions: {
    /** The packet goes on its way. */
    pass: () => {},
    /** The packet disappears; whoever sent it hears nothing. */
    discard: () => {},
    /** The packet disappears, and its sender is told so. */
    answer: (_, _effect: { readonly with: string }) => {},
    noteState: assign((_, { state }: { state: string }) => ({ state })),
    noteChain: assign((_, { chain }: { chain: string }) => ({ chain })),
  },
}).createMachine({
  id: 'firewall-passage',
  initial: 'arrived',
  context: { state: '', chain: '' },
  states: {
    arrived: {
      description: 'The packet stands before the firewall; nothing was asked of it yet.',
      meta: { kernel: 'NF_IP_PRI_RAW' },
      on: {
        tracked: {
          target: 'tracked',
          actions: { type: 'noteState', params: ({ event }) => ({ state: event.state }) },
        },
        exempted: 'untracked',
        notTracked: 'stateless',
        drop: 'dropped',
      },
    },
    tracked: {
      description: 'Stateful: the packet was compared with the flows that are known.',
      meta: { kernel: 'NF_IP_PRI_CONNTRACK' },
      on: TO_THE_RULES,
    },
    untracked: {
      description: 'Exempted: connection tracking was told to let it be. It matches UNTRACKED.',
      meta: { kernel: 'NF_IP_PRI_CONNTRACK' },
      on: TO_THE_RULES,
    },
    stateless: {
      description: 'Stateless: no rule asks what came before, every packet is judged for itself.',
      meta: { kernel: 'NF_IP_PRI_FILTER' },
      on: TO_THE_RULES,
    },
    judged: {
      description: 'The rules of a chain are compared, first to last; the first that decides counts.',
      meta: { kernel: 'NF_IP_PRI_FILTER' },
      on: {
        accept: 'accepted',
        drop: 'dropped',
        reject: {
          target: 'rejected',
          actions: { type: 'answer', params: ({ event }) => ({ with: event.with }) },
        },
      },
    },
    accepted: { description: 'It goes on.', meta: { kernel: 'NF_ACCEPT' }, entry: 'pass', type: 'final' },
    dropped: {
      description: 'It is gone, without a word: a scanner waits, and says filtered.',
      meta: { kernel: 'NF_DROP' },
      entry: 'discard',
      type: 'final',
    },
    rejected: {
      description: 'It is gone, and its sender gets an ICMP error or a TCP reset.',
      meta: { kernel: 'nf_send_unreach, nf_send_reset' },
      type: 'final',
    },
  },
});

export type PassageState =
  | 'arrived'
  | 'tracked'
  | 'untracked'
  | 'stateless'
  | 'judged'
  | 'accepted'
  | 'dropped'
  | 'rejected';
