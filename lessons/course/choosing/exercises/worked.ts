import type { Task } from '../../../exercise/task.ts';
import { EXAMPLE } from '../labs.ts';

export function worked(): Task {
  return {
    kind: 'worked',
    intro:
      'A scan of three ports of a host behind a router, with discovery first. Watch what is sent before the scan begins.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -p 22,3306,46022 --reason friendly'],
      views: ['sequence', 'ports'],
    },
    stops: [
      {
        goal: 'send',
        says: 'First discovery: is anybody there? One of its four questions is a SYN to port 443, though you did not ask for that port.',
        at: { port: 443, what: 'probe' },
      },
      {
        goal: 'send',
        says: 'Another one is an ACK to port 80. The other two are an echo request and a timestamp request. One answer is enough.',
        at: { port: 80, what: 'probe' },
      },
      {
        goal: 'send',
        says: 'The host is up. Only now does the scan begin: a SYN to port 22.',
        at: { port: 22, what: 'probe' },
      },
      {
        goal: 'conclude',
        says: 'A SYN/ACK came back: open.',
        at: { port: 22, what: 'verdict' },
      },
      {
        goal: 'send',
        says: 'Port 46022 is asked for because the line names it. It is not among the thousand most common.',
        at: { port: 46022, what: 'probe' },
      },
      {
        goal: 'conclude',
        says: 'Open as well. A scan without -p would have left it out.',
        at: { port: 46022, what: 'verdict' },
      },
      {
        goal: 'conclude',
        says: 'Port 3306 is filtered: a rule drops. The host answered each question of discovery, and that told nothing about this port.',
        at: { port: 3306, what: 'verdict' },
      },
    ],
  };
}
