import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { ordered, orderedLine } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = ordered(draw);
  const { late, early, refused, free, closed, labText } = lab;
  return {
    kind: 'predict',
    intro: 'Go through the rules from the top, once for each port. Which state does the scan find?',
    values: { closed },
    labText,
    line: orderedLine(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'For each port, stop at the first rule that names it.',
      'Where no rule names the port, the policy decides. It is ACCEPT here.',
      'The policy lets the SYN in. Whether somebody listens is another question: none does on {closed}.',
    ],
    asks: [
      {
        port: `${late}/tcp`,
        right: 'Yes: the rule that drops stands first, and the rule behind it is never asked.',
        wrong: {
          open: {
            says: 'The rule that accepts {port} stands behind the one that drops it. It never gets a packet: {state}.',
            misconception: 'append-adds-permission',
          },
          closed: { says: 'DROP sends nothing back, and a closed port answers. {port} is {state}.' },
        },
      },
      {
        port: `${early}/tcp`,
        wrong: {
          filtered: {
            says: 'The first rule for {port} accepts. The one that drops stands behind it: {state}.',
            misconception: 'append-adds-permission',
          },
        },
      },
      {
        port: `${refused}/tcp`,
        wrong: { filtered: { says: 'This REJECT sends a reset, as a closed port does: {port} is {state}.' } },
      },
      {
        port: `${free}/tcp`,
        right: 'Yes: no rule names it, the policy accepts, and a service listens.',
        wrong: {
          filtered: { says: 'No rule names {port}, and the policy is ACCEPT. Its service answers: {state}.' },
        },
      },
      {
        port: `${closed}/tcp`,
        right: 'Yes: the policy lets the SYN in, but nobody listens.',
        wrong: {
          open: {
            says: 'That the policy accepts a SYN makes no service. Nobody listens on {port}: {state}.',
          },
          filtered: { says: 'Nothing stops the SYN. The kernel refuses it itself: {port} is {state}.' },
        },
      },
    ],
  };
}
