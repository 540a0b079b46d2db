import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { watched } from '../labs.ts';

export function complete(draw: Draw): Task {
  const { open, dropped, labText } = watched(draw);
  const line = `nmap -sS -p ${dropped} target`;
  return {
    kind: 'choice',
    intro: 'The same kind of host, with two blanks. Read its rules from the top.',
    values: { open, dropped },
    scene: { labText, lines: [], views: ['firewall'] },
    questions: [
      {
        id: 'rule',
        ask: 'A SYN comes to port {dropped}. Which rule of INPUT decides what becomes of it?',
        truth: { labText, line, port: `${dropped}/tcp`, what: 'rule' },
        options: [
          {
            id: 'INPUT 2',
            text: 'Rule 2, which logs it',
            says: 'LOG writes a line and decides nothing. The packet goes on to the next rule.',
          },
          {
            id: 'INPUT 3',
            text: 'Rule 3, which drops it',
            says: 'Yes. Rule 2 met it first but only wrote it down. Rule 3 ends its way.',
          },
          {
            id: 'INPUT 0',
            text: 'None of them: the policy',
            says: 'The policy is asked when no rule has decided. Here a rule does.',
          },
        ],
      },
      {
        id: 'service',
        ask: 'Which of these makes the service on port {open} write a line into its own log?',
        options: [
          {
            id: 'connect',
            text: 'nmap -sT -p {open},{dropped} target',
            right: true,
            says: 'Yes. A connect scan ends the handshake, so the kernel hands the connection to the service.',
          },
          {
            id: 'syn',
            text: 'nmap -sS -p {open},{dropped} target',
            says: 'The handshake is never ended, and the service hears nothing. But the kernel saw the SYN.',
            misconception: 'syn-is-invisible',
          },
          {
            id: 'ack',
            text: 'nmap -sA -p {open},{dropped} target',
            says: 'An ACK without a connection is reset by the kernel. The service never hears of it.',
          },
        ],
      },
    ],
  };
}
