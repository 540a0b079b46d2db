import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { street } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { open, dropped } = street(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about a scan. Answer what you think is so.',
    values: { open, dropped },
    questions: [
      {
        id: 'filtered',
        ask: 'A scan says that port {dropped} is filtered. What is known?',
        options: [
          {
            id: 'nobody',
            text: 'No service listens on port {dropped}.',
            says: 'A port without a service answers with a reset, and is called closed. Here nothing came back, so nobody knows what is behind.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'unknown',
            text: 'Something on the way kept the answer back.',
            right: true,
            says: 'Yes. Silence, or an error message in place of an answer, says that something filters. It does not say what is behind the filter.',
          },
          {
            id: 'off',
            text: 'The machine is switched off.',
            says: 'The other ports of the machine answer. It is only this port that says nothing.',
            misconception: 'state-belongs-to-port',
          },
        ],
      },
      {
        id: 'open',
        ask: 'The same scan says that port {open} is open. What is known?',
        options: [
          {
            id: 'took',
            text: 'Something took the first step of a connection.',
            right: true,
            says: 'Yes: a SYN/ACK came back. What that something is, the scan has not asked.',
          },
          {
            id: 'weak',
            text: 'There is a weak spot that should be closed.',
            says: 'An open port is a door with somebody behind it. Every web server has one. Whether it is weak is another question.',
            misconception: 'open-is-attackable',
          },
          {
            id: 'which',
            text: 'The program that nmap names runs there.',
            says: 'The name in the table is looked up by number. Without -sV nobody has asked the program.',
            misconception: 'name-is-detection',
          },
        ],
      },
    ],
  };
}
