import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { inOrder, offices } from '../labs.ts';

export function change(draw: Draw): Task {
  const { open, closed, odd, labText } = offices(draw);
  const line = (options: string): string =>
    `nmap ${options}-p ${inOrder(80, open, closed, odd)} --reason quiet`;
  return {
    kind: 'predict',
    intro:
      'The host quiet drops all four questions of discovery. So the first line found it down, and gave no port a state. With -Pn nmap takes it for up and scans. What does it find?',
    before: { labText, line: line(''), changed: 'The option -Pn was put into the line.' },
    labText,
    line: line('-Pn '),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    asks: [
      {
        port: `${open}/tcp`,
        right: 'Yes. The machine was never off: it did not answer the four questions, and that was all.',
        wrong: {
          filtered: {
            says: 'Its rules name pings and two ports. This port is none of them: {state}.',
            misconception: 'down-means-off',
          },
        },
      },
      {
        port: `${closed}/tcp`,
        wrong: {
          filtered: {
            says: 'No rule names {port}. The host is up and sends a reset: {state}.',
            misconception: 'down-means-off',
          },
        },
      },
      {
        port: '80/tcp',
        right: 'Yes. It is one of the two ports that discovery asks, and the host drops what is for it.',
        wrong: {
          closed: {
            says: 'A rule drops what is for port 80, so no reset can come back: {state}.',
            misconception: 'filtered-is-closed',
          },
        },
      },
      {
        port: `${odd}/tcp`,
        wrong: {
          closed: {
            says: 'A service listens on it, no rule names it, and the line asks for it: {state}.',
            misconception: 'all-ports-scanned',
          },
        },
      },
    ],
  };
}
