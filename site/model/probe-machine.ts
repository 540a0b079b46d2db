import type { ProbeEvent } from '../../engine/trace/index.ts';
import type { MachineGraph } from './machine-graph.ts';

/**
 * The life of a probe. The scanner keeps its probes in tables and has no machine for them: this is a picture of
 * the events that it writes, drawn like the machines so that both ends can be seen side by side.
 */
export const PROBE_GRAPH: MachineGraph = {
  name: 'probe',
  initial: 'planned',
  states: [
    state('planned', 'The probe is on the list, and nothing was sent.'),
    state('sent', 'The first try is on its way; an answer is waited for.'),
    state('timedOut', 'No answer came in time. It may be sent again, or the scanner gives up.'),
    state('retransmitted', 'Another try is on its way: the first, or its answer, may have been lost.'),
    state('answered', 'Something came back that the technique has a row for.', true),
    state('givenUp', 'All tries passed in silence: the silence is the answer.', true),
  ],
  edges: [
    { from: 'planned', to: 'sent', by: ['sent'] },
    { from: 'sent', to: 'answered', by: ['answer'] },
    { from: 'sent', to: 'timedOut', by: ['timed-out'] },
    { from: 'timedOut', to: 'retransmitted', by: ['sent'] },
    { from: 'timedOut', to: 'answered', by: ['late answer'] },
    { from: 'timedOut', to: 'givenUp', by: ['given-up'] },
    { from: 'retransmitted', to: 'timedOut', by: ['timed-out'] },
    { from: 'retransmitted', to: 'answered', by: ['answer'] },
  ],
};

function state(id: string, description: string, isFinal = false) {
  return { id, description, source: 'the events of the scanner; it has no machine for this', isFinal };
}

export const probeName = ({ technique, target, port, protocol }: ProbeEvent): string =>
  `${technique} ${target}${port === undefined ? '' : ` ${port}/${protocol}`}`;

/** The state that an event of a probe leads to. */
export const probeStateAfter = ({ what, attempt }: ProbeEvent): string => {
  switch (what) {
    case 'sent':
      return attempt === 0 ? 'sent' : 'retransmitted';
    case 'timed-out':
      return 'timedOut';
    case 'given-up':
      return 'givenUp';
  }
};
