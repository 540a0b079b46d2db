import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { GATE_RULES, gate, KNOWN_FLOWS } from '../labs.ts';
import { lineFor } from './predict.ts';

export function change(draw: Draw): Task {
  const lab = gate(draw);
  const { open, closed, refused, labText } = lab;
  return {
    kind: 'predict',
    intro: 'The router got one more rule. Which state does each port have now?',
    before: {
      labText,
      line: lineFor(lab),
      changed: 'The router accepts packets that are ESTABLISHED or RELATED, in both directions.',
    },
    labText: withRules(labText, 'gateway', [...GATE_RULES, KNOWN_FLOWS]),
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'The probe made an entry in the list of flows. Its answer fits that entry.',
      'An ICMP error about a known flow is RELATED to it.',
    ],
    asks: [
      {
        port: `${open}/tcp`,
        right: 'Yes: the SYN/ACK fits a known flow, so it is ESTABLISHED and gets back.',
        wrong: {
          filtered: {
            says: 'The answer fits the flow that the SYN began. It is ESTABLISHED, and the new rule accepts it: {state}.',
          },
        },
      },
      {
        port: `${closed}/tcp`,
        wrong: {
          filtered: { says: 'The reset fits the flow of its SYN, so the new rule lets it back: {state}.' },
        },
      },
      {
        port: `${refused}/tcp`,
        right:
          'Yes: the ICMP error is RELATED, and gets back. The state is as before, the reason is not: it is {reason} now.',
        wrong: {
          closed: {
            says: 'The ICMP error gets back now, but to a SYN scan that is a filter speaking: {state}.',
            misconception: 'reject-looks-closed',
          },
        },
      },
    ],
  };
}
