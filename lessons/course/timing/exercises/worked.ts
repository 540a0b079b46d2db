import type { Task } from '../../../exercise/task.ts';
import { EXAMPLE } from '../labs.ts';

export function worked(): Task {
  return {
    kind: 'worked',
    intro: 'Three ports of one host: one answers at once, one after a lost packet, and one not at all.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sS -p 22,25,139 --reason target'],
      views: ['sequence', 'ports'],
    },
    stops: [
      { goal: 'send', says: 'The scanner sends a SYN to port 22.', at: { port: 22, what: 'probe' } },
      {
        goal: 'match',
        says: 'A SYN/ACK comes back. Now the scanner knows how long the way there and back takes.',
        at: { port: 22, what: 'answer' },
      },
      {
        goal: 'send',
        says: 'A SYN goes to port 25 as well. This one gets lost.',
        at: { port: 25, what: 'probe' },
      },
      {
        goal: 'wait',
        says: 'The wait is over, so the scanner sent the same SYN again. This time an answer came.',
        at: { port: 25, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'Port 25 is open. With no second try it would have been called filtered.',
        at: { port: 25, what: 'verdict' },
      },
      { goal: 'send', says: 'The SYN to port 139 meets a rule.', at: { port: 139, what: 'probe' } },
      {
        goal: 'decide',
        says: 'The rule drops it, and it drops every later try too.',
        at: { port: 139, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'Each try was met by silence, and the scanner will try no more. Port 139 is filtered.',
        at: { port: 139, what: 'verdict' },
      },
    ],
  };
}
