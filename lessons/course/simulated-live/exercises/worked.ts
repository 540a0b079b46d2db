import type { Task } from '../../../exercise/task.ts';
import { EXAMPLE } from '../labs.ts';

export function worked(): Task {
  return {
    kind: 'worked',
    intro: 'Three ports of a host behind a router. Watch which machine answers, and what gives it away.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sS -Pn -p 22,80,445 --reason target'],
      views: ['sequence', 'inspector', 'ports'],
    },
    stops: [
      { goal: 'send', says: 'A SYN sets out for port 22 of the target.', at: { port: 22, what: 'probe' } },
      {
        goal: 'answer',
        says: 'The target answers. On its way back the packet crosses the router, which takes one off its TTL.',
        at: { port: 22, what: 'answer' },
      },
      { goal: 'send', says: 'A SYN sets out for port 445.', at: { port: 445, what: 'probe' } },
      {
        goal: 'decide',
        says: 'The router does not pass it on. Its rule refuses it with a reset, in the target’s name.',
        at: { port: 445, what: 'rule' },
      },
      {
        goal: 'match',
        says: 'The reset bears the address of the target, so the scanner takes it. Compare its TTL with the first.',
        at: { port: 445, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'Closed, says the scanner. The target never saw the SYN, and a service does listen there.',
        at: { port: 445, what: 'verdict' },
      },
      {
        goal: 'decide',
        says: 'The SYN to port 80 meets the other rule of the router. It rejects with an ICMP error.',
        at: { port: 80, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'An ICMP error bears the address of who sends it. So the scanner can say whose it was: the router’s.',
        at: { port: 80, what: 'verdict' },
      },
    ],
  };
}
