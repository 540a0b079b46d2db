import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { poorLine, portsOf } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = poorLine(draw);
  const { lostOnce, lostTwice, lostThrice, labText } = lab;
  const line = (timing: string): string => `nmap -sS ${timing} -p ${portsOf(lab)} --reason target`;
  return {
    kind: 'predict',
    intro:
      'One thing was changed: -T5 in place of -T3. The template T5 tries again twice at most. Which state does each port have now?',
    before: { labText, line: line('-T3'), changed: 'The same host was scanned with -T5.' },
    values: { lostOnce, lostTwice, lostThrice },
    labText,
    line: line('-T5'),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    asks: [
      {
        port: `${lostOnce}/tcp`,
        wrong: {
          filtered: { says: 'Even T5 tries a second time, and that is enough: {port} is {state}.' },
        },
      },
      {
        port: `${lostTwice}/tcp`,
        right: 'Yes: two retries make three SYNs, and the third is answered.',
        wrong: {
          filtered: { says: 'Two retries make three SYNs in all. The third is answered: {port} is {state}.' },
        },
      },
      {
        port: `${lostThrice}/tcp`,
        right: 'Yes: it takes a fourth SYN, and T5 does not send it. A service that is there was missed.',
        wrong: {
          open: {
            says: 'The fourth SYN would be answered. T5 stops after the third: {port} is {state}.',
            misconception: 'faster-is-same',
          },
          closed: {
            says: 'No reset came, so it is not closed. T5 stopped before the SYN that would be answered.',
            misconception: 'filtered-is-closed',
          },
        },
      },
    ],
  };
}
