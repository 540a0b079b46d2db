import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { street } from '../labs.ts';

export function complete(draw: Draw): Task {
  const lab = street(draw);
  const { closed, labText } = lab;
  return {
    kind: 'choice',
    intro: 'The same kind of run, with a blank. No service listens on port {closed}, and no rule names it.',
    values: { closed },
    scene: { labText, lines: [], views: ['firewall'] },
    questions: [
      {
        id: 'answer',
        ask: 'What comes back when the scanner sends a SYN to port {closed}?',
        truth: { labText, line: `nmap -sS -p ${closed} target`, port: `${closed}/tcp`, what: 'answer' },
        options: [
          {
            id: 'RST',
            text: 'A reset (RST)',
            says: 'Yes. Who has no listener for a SYN refuses it with a reset.',
          },
          {
            id: 'nothing',
            text: 'Nothing',
            says: 'Nothing comes back only where something keeps it back. No rule does so here: the target itself says no.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'SYN/ACK',
            text: 'A SYN/ACK',
            says: 'That would need a service that listens on the port. Look at the list of services.',
          },
        ],
      },
      {
        id: 'owner',
        ask: 'So port {closed} is closed. What does the owner of the target have to do about it?',
        options: [
          {
            id: 'firewall',
            text: 'Put a rule before it, so that nobody gets in.',
            says: 'There is nothing to get into: nobody listens. A rule would hide only that.',
            misconception: 'closed-is-a-hole',
          },
          {
            id: 'nothing',
            text: 'Nothing: no program takes anything there.',
            right: true,
            says: 'Yes. A closed port has no listener. Nothing that is sent to it reaches a program.',
          },
          {
            id: 'restart',
            text: 'Start the service again that has stopped.',
            says: 'Perhaps there never was one. Closed says only that nobody listens now.',
          },
        ],
      },
    ],
  };
}
