import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, refusals } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = refusals(draw);
  const { plain, reset, prohibited, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'The rules stay as they are. Only the scan changes: it is a SYN scan now. Which state does each port have now?',
    before: { labText, line: lineFor('-sT', lab), changed: 'The scan is a SYN scan, -sS, in place of -sT.' },
    labText,
    line: lineFor('-sS', lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'A SYN scan reads the packets itself. What does each rule send?',
      'To a SYN scan a reset means closed, and any of these ICMP errors means filtered.',
    ],
    asks: [
      {
        port: `${plain}/tcp`,
        right: 'Yes: the same packets, read by another reader. {port} is {state} now.',
        wrong: {
          closed: {
            says: 'The connect scan said closed, because its kernel did. A SYN scan reads the ICMP error itself: {state}.',
            misconception: 'same-state-every-scan',
          },
        },
      },
      {
        port: `${reset}/tcp`,
        right: 'Yes: a reset reads the same to both scans. {port} is {state}.',
        wrong: {
          filtered: {
            says: 'Not every REJECT is seen as a filter. This rule sends a reset, and {port} is {state}.',
          },
        },
      },
      {
        port: `${prohibited}/tcp`,
        right: 'Yes: {port} stays {state}. Only its reason is new: it names the ICMP error that came.',
        wrong: {
          closed: {
            says: 'Closed would need a reset. To a SYN scan an ICMP error is the work of a filter: {port} is {state}.',
            misconception: 'reject-looks-closed',
          },
        },
      },
    ],
  };
}
