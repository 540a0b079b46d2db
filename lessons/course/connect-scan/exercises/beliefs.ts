import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { office } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { open, dropped } = office(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about who scans and what is found. Answer what you think is so.',
    values: { open, dropped },
    questions: [
      {
        id: 'root',
        ask: 'Two people type “nmap -p {open},{dropped} target”. One is root, one is not. What differs?',
        options: [
          {
            id: 'nothing',
            text: 'Nothing: the line is the same, so the scan is the same.',
            says: 'The line names no scan, so nmap chooses one: SYN for root, connect for everybody else.',
            misconception: 'root-makes-no-difference',
          },
          {
            id: 'fails',
            text: 'The scan without root ends with an error.',
            says: 'It would if -sS were typed. Without a scan type nmap takes one that needs no root.',
          },
          {
            id: 'packets',
            text: 'The packets that are sent, and perhaps the states that are found.',
            right: true,
            says: 'Yes. Root sends probes of its own making. All others ask the kernel to connect.',
          },
        ],
      },
      {
        id: 'wrapped',
        ask: 'A scan with -sV calls port {open} “tcpwrapped”. What is known?',
        options: [
          {
            id: 'wrapper',
            text: 'The program tcp_wrappers is installed and guards the port.',
            says: 'The word is older than what it is used for. No such program was seen, and none is needed.',
            misconception: 'tcpwrapped-is-wrapper',
          },
          {
            id: 'hung',
            text: 'The talk ended before the other side had said a word.',
            right: true,
            says: 'Yes. The connection ended without one byte. Who ended it, and why, is not known.',
          },
          {
            id: 'weak',
            text: 'The service is broken, and easy to break into.',
            says: 'Somebody who hangs up on strangers may be quite well. Nothing was learned of weak spots.',
            misconception: 'open-is-attackable',
          },
        ],
      },
    ],
  };
}
