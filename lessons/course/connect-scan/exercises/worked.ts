import type { Task } from '../../../exercise/task.ts';
import { EXAMPLE } from '../labs.ts';

export function worked(): Task {
  return {
    kind: 'worked',
    intro:
      'nmap asks its kernel for a connection to each of four ports. Watch what comes back, and what the kernel makes of it.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sT -p 22,23,25,139 --reason target'],
      views: ['sequence', 'ports'],
    },
    stops: [
      {
        goal: 'send',
        says: 'nmap calls connect() for port 22. The kernel makes the SYN, as it would for a browser.',
        at: { port: 22, what: 'probe' },
      },
      {
        goal: 'answer',
        says: 'A SYN/ACK comes back. The kernel sends the ACK by itself: the handshake is complete.',
        at: { port: 22, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'connect() has succeeded: open. nmap closes the connection at once, with a reset.',
        at: { port: 22, what: 'verdict' },
      },
      {
        goal: 'answer',
        says: 'For port 23 a reset comes back. The kernel turns it into an error: connection refused.',
        at: { port: 23, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'Connection refused means closed. The reason is conn-refused.',
        at: { port: 23, what: 'verdict' },
      },
      {
        goal: 'decide',
        says: 'What comes to port 25 meets a REJECT. A service listens, but the SYN does not get there.',
        at: { port: 25, what: 'rule' },
      },
      {
        goal: 'answer',
        says: 'An ICMP error, port unreachable, comes back. The kernel makes the same error of it: connection refused.',
        at: { port: 25, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'So nmap writes closed, as for port 23. The two cannot be told apart: nmap has seen only the error.',
        at: { port: 25, what: 'verdict' },
      },
      {
        goal: 'conclude',
        says: 'Port 139 is silent. connect() would go on waiting, but nmap gives up: filtered.',
        at: { port: 139, what: 'verdict' },
      },
    ],
  };
}
