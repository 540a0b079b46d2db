import type { Task } from '../../../exercise/task.ts';
import { EXAMPLE } from '../labs.ts';

export function worked(): Task {
  return {
    kind: 'worked',
    intro:
      'A FIN scan of two ports of a Linux host. Its one rule drops every SYN. Go through it step by step.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sF -p 21,80 --reason linux'],
      views: ['sequence', 'ports'],
    },
    stops: [
      {
        goal: 'send',
        says: 'The scanner sends a FIN to port 21. It belongs to no connection.',
        at: { port: 21, what: 'probe' },
      },
      {
        goal: 'decide',
        says: 'The rule looks for SYN. This packet has none, so the rule does not match, and the policy lets it in.',
        at: { port: 21, what: 'rule' },
      },
      {
        goal: 'answer',
        says: 'Nobody listens on 21. RFC 9293 asks for a reset here, and Linux sends one.',
        at: { port: 21, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'A reset means closed, in this scan as in others. It got past a firewall that stops a SYN scan.',
        at: { port: 21, what: 'verdict' },
      },
      { goal: 'send', says: 'The same FIN goes to port 80.', at: { port: 80, what: 'probe' } },
      {
        goal: 'wait',
        says: 'A service listens on 80. A listener throws away what is no SYN, and says nothing. The scanner asks once more.',
        at: { port: 80, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'Silence again. It may be a listener, or a rule that drops. So nmap writes down both: open|filtered.',
        at: { port: 80, what: 'verdict' },
      },
    ],
  };
}
