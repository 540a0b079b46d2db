import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { behind } from '../labs.ts';

export function complete(draw: Draw): Task {
  const { open, reset, rejected, labText } = behind(draw);
  return {
    kind: 'choice',
    intro: 'The same kind of network, with two blanks. Read the rules of the gateway, which is the router.',
    values: { open, reset, rejected },
    scene: { labText, lines: [], views: ['firewall', 'topology'] },
    questions: [
      {
        id: 'answer',
        ask: 'What comes back when a SYN is sent to port {rejected} of the target?',
        truth: {
          labText,
          line: `nmap -sS -Pn -p ${rejected} target`,
          port: `${rejected}/tcp`,
          what: 'answer',
        },
        options: [
          {
            id: 'nothing',
            text: 'Nothing',
            says: 'That is what DROP does. REJECT tells the sender, and by itself with an ICMP error.',
          },
          {
            id: 'ICMP port-unreachable',
            text: 'An ICMP error: port unreachable',
            says: 'Yes. REJECT without more words sends this one. Here the router sends it.',
          },
          {
            id: 'SYN/ACK',
            text: 'A SYN/ACK from the service',
            says: 'The service would send it, but the SYN never gets there: the router keeps it.',
            misconception: 'only-host-answers',
          },
          {
            id: 'RST',
            text: 'A reset from the router',
            says: 'That is what --reject-with tcp-reset does, in the other rule.',
          },
        ],
      },
      {
        id: 'tells',
        ask: 'Ports {open} and {reset} both get a TCP answer from the target’s address. What shows that they come from two machines?',
        options: [
          {
            id: 'ttl',
            text: 'Their TTLs: one of the answers has crossed a router more.',
            right: true,
            says: 'Yes. Each router takes one off. An answer from the router itself has lost less.',
          },
          {
            id: 'address',
            text: 'Their source addresses differ.',
            says: 'They do not. The router writes the target’s address into its reset.',
            misconception: 'only-host-answers',
          },
          {
            id: 'nothing',
            text: 'Nothing does: the target has sent both.',
            says: 'The target has never seen the SYN to {reset}. Look at the rules of the gateway.',
            misconception: 'only-host-answers',
          },
        ],
      },
    ],
  };
}
