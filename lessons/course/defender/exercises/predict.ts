import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, watched } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = watched(draw);
  const { open, noted, dropped, refused, closed, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'The firewall logs what comes to {noted}. It logs and drops what comes to {dropped}, and refuses what comes to {refused} with a reset. No rule and no service is on {closed}. Which states does a stranger see?',
    values: { open, noted, dropped, refused, closed },
    labText,
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'A rule with LOG writes a line. Ask of each port which rule comes after it.',
      'A rule with --reject-with tcp-reset sends what the kernel sends for a port without a service.',
      'Two of the five ports look just the same.',
    ],
    asks: [
      {
        port: `${noted}/tcp`,
        right: 'Yes: LOG writes a line and lets the SYN go on. The scanner cannot tell: {port} is {state}.',
        wrong: {
          filtered: {
            says: 'A rule did match, but LOG stops nothing. The SYN went on to the service: {port} is {state}.',
            misconception: 'syn-is-invisible',
          },
        },
      },
      {
        port: `${dropped}/tcp`,
        right: 'Yes: nothing comes back, and that alone shows that somebody filters here.',
        wrong: {
          closed: {
            says: 'A closed port answers with a reset. The silence of {port} stands out: it is {state}.',
            misconception: 'drop-is-safer',
          },
          open: { says: 'The rule after LOG drops the SYN. Nothing comes back: {port} is {state}.' },
        },
      },
      {
        port: `${refused}/tcp`,
        right: 'Yes: the rule sends a reset, as the kernel would for a port without a service.',
        wrong: {
          filtered: {
            says: 'A rule stops the SYN, but it answers with a reset. To the scanner that means {state}.',
            misconception: 'refused-is-firewall',
          },
          open: { says: 'A service listens, but the rule comes first and refuses: {port} is {state}.' },
        },
      },
      {
        port: `${closed}/tcp`,
        right: 'Yes: no firewall was needed. The kernel itself refuses where nobody listens.',
        wrong: {
          filtered: {
            says: 'No rule names {port}. It is refused since nobody listens there, and refused means {state}.',
            misconception: 'refused-is-firewall',
          },
        },
      },
    ],
  };
}
