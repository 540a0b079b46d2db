import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { half, KEEP_RESETS, lineFor } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = half(draw);
  const { open, closed, logged, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'One thing was changed, and not at the target: the scanner’s own firewall now keeps every reset at home. Which state does each port have now?',
    before: {
      labText,
      line: lineFor(lab),
      changed: 'The scanner has a rule in OUTPUT now. It drops all resets that would leave the scanner.',
    },
    labText: withRules(labText, 'scanner', [KEEP_RESETS]),
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'When does nmap make up its mind: because of the SYN/ACK, or because of the kernel’s reset?',
      'The rule stands at the scanner, and judges what leaves it. Resets of the target come in.',
    ],
    asks: [
      {
        port: `${open}/tcp`,
        right:
          'Yes: nmap had its SYN/ACK, and needs no more. Only the target is worse off: it waits with half a connection, and asks again.',
        wrong: {
          filtered: {
            says: 'nmap does not need the reset. It had its SYN/ACK, and that means {state}.',
            misconception: 'syn-completes',
          },
          closed: {
            says: 'The reset that was kept is the scanner’s own. {port} answered with a SYN/ACK: {state}.',
            misconception: 'syn-completes',
          },
        },
      },
      {
        port: `${closed}/tcp`,
        right: 'Yes: this reset is the target’s. It comes in, and no rule keeps it.',
        wrong: {
          filtered: {
            says: 'The rule keeps what leaves the scanner. The target’s reset comes in all the same: {state}.',
          },
        },
      },
      {
        port: `${logged}/tcp`,
        wrong: {
          filtered: {
            says: 'Neither the log nor the kept reset stops the answer: {state}.',
            misconception: 'syn-completes',
          },
        },
      },
    ],
  };
}
