import type { Task } from '../../../exercise/task.ts';
import { EXAMPLE } from '../labs.ts';

export function worked(): Task {
  return {
    kind: 'worked',
    intro: 'Two ports of one host get the same state for the same reason. Watch where their resets begin.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sS -Pn -p 23,443 --reason target'],
      views: ['sequence', 'ports'],
    },
    stops: [
      {
        goal: 'send',
        says: 'A SYN goes to port 23 of the target, by way of the gateway.',
        at: { port: 23, what: 'probe' },
      },
      {
        goal: 'answer',
        says: 'Nobody listens there. The target sends a reset, and the gateway takes 1 from its TTL on the way.',
        at: { port: 23, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'Closed, by a reset with a TTL of 63: one router was passed.',
        at: { port: 23, what: 'verdict' },
      },
      { goal: 'send', says: 'A SYN goes to port 443.', at: { port: 443, what: 'probe' } },
      {
        goal: 'decide',
        says: 'A rule of the gateway rejects it, with a reset.',
        at: { port: 443, what: 'rule' },
      },
      {
        goal: 'answer',
        says: 'The reset bears the target’s address, as if the target had sent it. Its TTL is whole.',
        at: { port: 443, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'Closed, by a reset with a TTL of 64. Only that number gives the gateway away.',
        at: { port: 443, what: 'verdict' },
      },
    ],
  };
}
