import type { Draw } from '../../../exercise/draw.ts';
import { withText } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { dropRule, lineFor, rejectRule, yard } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = yard(draw);
  const { dropped, rejected, reset, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'One thing was changed: the rule that dropped what comes to port {dropped} now rejects it. Which state does each port have now?',
    before: {
      labText,
      line: lineFor(lab),
      changed: 'The rule for port {dropped} says REJECT where it said DROP.',
    },
    values: { dropped },
    labText: withText(labText, dropRule(dropped), rejectRule(dropped)),
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: ['What does a REJECT without more words send, and what does a SYN scan make of it?'],
    asks: [
      {
        port: `${dropped}/tcp`,
        right:
          'Yes: {state} before and {state} now. Only the reason is another, and the scan is over in a fraction of the time.',
        wrong: {
          closed: {
            says: 'That would take a reset. This REJECT sends an ICMP error: still {state}.',
            misconception: 'reject-looks-closed',
          },
          open: {
            says: 'To answer is not to let in. The SYN still does not reach the service: {state}.',
            misconception: 'drop-is-safer',
          },
        },
      },
      {
        port: `${rejected}/tcp`,
        right: 'Yes: and now the two ports look the same.',
        wrong: {
          closed: {
            says: 'Nothing changed here. Its ICMP error still means {state}.',
            misconception: 'reject-looks-closed',
          },
        },
      },
      {
        port: `${reset}/tcp`,
        right: 'Yes: this rule still sends a reset.',
        wrong: {
          filtered: {
            says: 'This rule sends a reset, as before. That means {state}.',
            misconception: 'refused-is-firewall',
          },
        },
      },
    ],
  };
}
