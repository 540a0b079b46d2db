import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, street } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = street(draw);
  const { open, dropped, local, labText } = lab;
  return {
    kind: 'predict',
    intro: 'One thing was changed: the rule is gone. Which state does each port have now?',
    before: { labText, line: lineFor(lab), changed: 'The rule that drops port {dropped} was taken out.' },
    values: { dropped },
    labText: withRules(labText, 'target', []),
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    asks: [
      { port: `${open}/tcp` },
      {
        port: `${dropped}/tcp`,
        right: 'Yes: the service was there all the time. Only now a SYN reaches it.',
        wrong: {
          closed: {
            says: 'A service listens on {port}, and nothing is in the way any more: it is {state}.',
            misconception: 'filtered-is-closed',
          },
          filtered: { says: 'The rule was the only filter. Without it {port} is {state}.' },
        },
      },
      {
        port: `${local}/tcp`,
        right: 'Yes: no rule ever named it. It is where the service listens that makes it {state}.',
        wrong: {
          open: {
            says: 'The service still listens on 127.0.0.1 only: {port} is {state}, firewall or not.',
            misconception: 'binding-is-firewall',
          },
        },
      },
    ],
  };
}
