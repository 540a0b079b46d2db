import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { ordered, orderedLine, orderedRules } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = ordered(draw);
  const { late, early, refused, labText } = lab;
  const inserted = orderedRules(lab).map((rule, index) => (index === 1 ? rule.replace('-A', '-I') : rule));
  return {
    kind: 'predict',
    intro:
      'Back to the rules that you predicted first. One letter was changed in the second command. Which state does each port have now?',
    values: { late },
    before: {
      labText,
      line: orderedLine(lab),
      changed: 'The second command says -I in place of -A: its rule for port {late} goes to the top.',
    },
    labText: withRules(labText, 'target', inserted),
    line: orderedLine(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: ['-A appends, behind all rules there are. -I inserts, in front of them.'],
    asks: [
      {
        port: `${late}/tcp`,
        right: 'Yes: the rule that accepts stands first now, and the one that drops never gets a packet.',
        wrong: {
          filtered: {
            says: 'The rule that accepts was put in front of the one that drops. Now {port} is {state}.',
            misconception: 'append-adds-permission',
          },
        },
      },
      {
        port: `${early}/tcp`,
        wrong: {
          filtered: {
            says: 'Its own two rules stand as before, one behind the other: {port} stays {state}.',
          },
        },
      },
      {
        port: `${refused}/tcp`,
        wrong: {
          open: { says: 'The new first rule names another port. {port} stays {state}.' },
        },
      },
    ],
  };
}
