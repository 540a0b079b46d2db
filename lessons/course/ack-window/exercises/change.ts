import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { strictRules, wall, wallLine } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = wall(draw);
  const { open, empty, refused, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'Back to the stateful firewall. One of its rules asks for more now. Which state does the ACK scan find?',
    values: { open },
    before: {
      labText,
      line: wallLine('-sA', lab),
      changed: 'The rule for port {open} got the word --syn: it accepts NEW packets only if they are a SYN.',
    },
    labText: withRules(labText, 'target', strictRules(lab)),
    line: wallLine('-sA', lab),
    states: ['open', 'closed', 'filtered', 'unfiltered'],
    hints: ['--syn matches packets that have SYN and have no ACK. What has the probe?'],
    asks: [
      {
        port: `${open}/tcp`,
        right:
          'Yes: no rule accepts a stray ACK to this port any more. Yet its service can be reached as before.',
        wrong: {
          unfiltered: {
            says: 'The rule wants a SYN now, and the probe is an ACK. It goes on to the last rule, which drops it: {state}.',
          },
          open: {
            says: 'An ACK scan never says open. Here the ACK does not even get through: {state}.',
            misconception: 'ack-finds-open',
          },
        },
      },
      {
        port: `${empty}/tcp`,
        wrong: {
          filtered: { says: 'The rule for {port} was not touched, and lets a stray ACK in: {state}.' },
        },
      },
      {
        port: `${refused}/tcp`,
        wrong: { unfiltered: { says: 'Its rule rejects whatever the flags are: {port} stays {state}.' } },
      },
    ],
  };
}
