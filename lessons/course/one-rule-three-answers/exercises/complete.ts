import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { refusals } from '../labs.ts';

export function complete(draw: Draw): Task {
  const { plain, labText } = refusals(draw);
  const about = { labText, port: `${plain}/tcp` };
  return {
    kind: 'choice',
    intro:
      'A run like the last one, with two blanks. Port {plain} has a plain REJECT before it, one without --reject-with.',
    values: { plain },
    scene: { labText, lines: [], views: ['firewall'] },
    questions: [
      {
        id: 'answer',
        ask: 'A SYN goes to port {plain}. What comes back?',
        truth: { ...about, line: `nmap -sS -p ${plain} target`, what: 'answer' },
        options: [
          {
            id: 'nothing',
            text: 'Nothing',
            says: 'That is what DROP does. REJECT sends an answer.',
          },
          {
            id: 'RST',
            text: 'A reset (RST)',
            says: 'Only REJECT --reject-with tcp-reset sends one. This rule names no answer, so it sends the usual one, an ICMP error.',
            misconception: 'reject-looks-closed',
          },
          {
            id: 'ICMP port-unreachable',
            text: 'ICMP port-unreachable',
            says: 'Yes. It is the answer of REJECT where the rule names no other.',
          },
        ],
      },
      {
        id: 'reason',
        ask: 'Now a connect scan asks port {plain}. Which reason stands beside its state?',
        truth: { ...about, line: `nmap -sT -p ${plain} --reason target`, what: 'reason' },
        options: [
          {
            id: 'port-unreach',
            text: 'port-unreach',
            says: 'A SYN scan reads the ICMP error and says so. A connect scan never gets to see it.',
            misconception: 'same-state-every-scan',
          },
          {
            id: 'conn-refused',
            text: 'conn-refused',
            says: 'Yes. The kernel reads the ICMP error, and tells the program that the connection was refused.',
          },
          {
            id: 'no-response',
            text: 'no-response',
            says: 'That would be so with DROP. Here the kernel got an answer, and passed it on in its own words.',
          },
          {
            id: 'reset',
            text: 'reset',
            says: 'No reset was sent. And a connect scan would not see one: it sees only what its kernel reports.',
            misconception: 'reject-looks-closed',
          },
        ],
      },
    ],
  };
}
