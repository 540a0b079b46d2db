import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { offices } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { odd } = offices(draw);
  const address = `${draw.network()}.${draw.host()}`;
  return {
    kind: 'choice',
    intro: 'Two questions about what a scan leaves out. Nobody marks these: answer what you think is so.',
    values: { odd, address },
    questions: [
      {
        id: 'down',
        ask: 'nmap says that the host {address} seems to be down, and scans no port. What is known?',
        options: [
          {
            id: 'off',
            text: 'The machine is switched off, or not there.',
            says: 'It may be. But a firewall that drops the questions makes the same silence, on a machine that works.',
            misconception: 'down-means-off',
          },
          {
            id: 'unanswered',
            text: 'It answered none of the questions asked first.',
            right: true,
            says: 'Yes. Before it scans ports, nmap asks whether a host is there. With -Pn it skips that and scans anyway.',
          },
          {
            id: 'closed',
            text: 'The machine runs, and all its ports are closed.',
            says: 'A closed port answers with a reset, and a reset would have shown that the host is up.',
          },
        ],
      },
      {
        id: 'all',
        ask: 'Somebody runs nmap without -p, and port {odd} is not in the report. What is known of that port?',
        options: [
          {
            id: 'closed',
            text: 'It is closed, like all that the table does not list.',
            says: 'Only what was asked can be summed up so. Without -p nmap asks for a thousand ports, and this is none of them.',
            misconception: 'all-ports-scanned',
          },
          {
            id: 'filtered',
            text: 'It is filtered, since it did not show up.',
            says: 'Filtered is what a scan says after it has asked. This port was left out.',
            misconception: 'all-ports-scanned',
          },
          {
            id: 'unasked',
            text: 'Nothing: it may not have been asked at all.',
            right: true,
            says: 'Yes. Without -p, nmap asks for the thousand most common ports. There are 65,535.',
          },
        ],
      },
    ],
  };
}
