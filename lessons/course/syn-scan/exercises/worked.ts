import type { Task } from '../../../exercise/task.ts';
import { EXAMPLE } from '../labs.ts';

export function worked(): Task {
  return {
    kind: 'worked',
    intro: 'Root scans four ports with SYNs. Watch what nmap sends, and what its kernel sends unasked.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sS -p 22,23,80,139 --reason target'],
      views: ['sequence', 'ports'],
    },
    stops: [
      {
        goal: 'send',
        says: 'nmap makes a SYN for port 22 and sends it raw. Its kernel opens no connection for it.',
        at: { port: 22, what: 'probe' },
      },
      {
        goal: 'answer',
        says: 'A SYN/ACK comes back. nmap reads it. But the scanner’s kernel gets it as well.',
        at: { port: 22, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'nmap writes open. Meanwhile the kernel, which asked nobody for a connection, has sent a reset.',
        at: { port: 22, what: 'verdict' },
      },
      {
        goal: 'decide',
        says: 'The SYN to port 139 is rejected by a rule.',
        at: { port: 139, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'nmap sees the ICMP error itself. It is no answer of the port: filtered.',
        at: { port: 139, what: 'verdict' },
      },
      {
        goal: 'answer',
        says: 'From port 23 a reset comes back. A reset is never answered, so the kernel keeps still.',
        at: { port: 23, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'A reset means closed, and the reason shows with which TTL it came.',
        at: { port: 23, what: 'verdict' },
      },
      {
        goal: 'conclude',
        says: 'Port 80 is open like port 22. One thing is not seen from here: a rule of the target wrote the SYN down.',
        at: { port: 80, what: 'verdict' },
      },
    ],
  };
}
