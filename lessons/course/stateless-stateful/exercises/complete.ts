import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { server } from '../labs.ts';

export function complete(draw: Draw): Task {
  const { open, labText } = server(draw);
  return {
    kind: 'choice',
    intro: 'The same kind of rules, with two blanks.',
    values: { open },
    scene: { labText, lines: [], views: ['firewall'] },
    questions: [
      {
        id: 'fin',
        ask: 'A FIN comes to port {open}, and conntrack knows no flow like it. Which rule decides about it?',
        truth: { labText, line: `nmap -sF -p ${open} target`, port: `${open}/tcp`, what: 'rule' },
        options: [
          {
            id: 'INPUT 1',
            text: 'Rule 1: a FIN ends a connection, so it belongs to one',
            says: 'conntrack looks into its list. No flow there has these addresses and ports, so the FIN belongs to none.',
          },
          {
            id: 'INPUT 3',
            text: 'Rule 3: it goes to a port that is allowed',
            says: 'Rule 3 wants NEW as well. A FIN cannot begin a connection, so conntrack does not call it NEW.',
          },
          {
            id: 'INPUT 2',
            text: 'Rule 2: it belongs to no flow and can begin none',
            says: 'Yes. conntrack calls such a packet INVALID.',
          },
          {
            id: 'INPUT 4',
            text: 'Rule 4: nothing before it matches',
            says: 'Rule 2 matches: conntrack calls the FIN INVALID. Without rule 2 it would come so far.',
          },
        ],
      },
      {
        id: 'list',
        ask: 'What does conntrack keep of a TCP connection, so that it knows the next packet again?',
        options: [
          {
            id: 'flow',
            text: 'Its addresses, its ports, its TCP state, and how long to wait',
            right: true,
            says: 'Yes: an entry in a list, with a clock. That is all that stateful means.',
          },
          {
            id: 'bytes',
            text: 'The bytes that were sent, to see whether they fit together',
            says: 'It keeps no bytes. For TCP it watches numbers and flags, and nothing of what is said.',
            misconception: 'stateful-reads-payload',
          },
          {
            id: 'program',
            text: 'The name of the program that opened the connection',
            says: 'Packets carry no name of a program, and conntrack asks for none.',
            misconception: 'stateful-reads-payload',
          },
        ],
      },
    ],
  };
}
