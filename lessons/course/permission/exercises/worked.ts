import type { Task } from '../../../exercise/task.ts';
import { EXAMPLE } from '../labs.ts';

export function worked(): Task {
  const { labText, web, files } = EXAMPLE;
  return {
    kind: 'worked',
    intro:
      'The owner has agreed to a scan of web and files, ports 22 and 80, two packets a second at most. Go through it and check each step against that.',
    scene: {
      labText,
      lines: ['nmap -sS --max-rate 2 -p 22,80 --reason web files'],
      views: ['sequence', 'ports', 'topology'],
    },
    stops: [
      {
        goal: 'send',
        says: 'A SYN to port 80 of web. Is the host in scope? Yes. Is the port? Yes, 80 was agreed.',
        at: { port: 80, what: 'probe', target: web },
      },
      {
        goal: 'answer',
        says: 'The service answers: the scan has cost web a packet or two, and nothing else.',
        at: { port: 80, what: 'answer', target: web },
      },
      {
        goal: 'send',
        says: 'A SYN to port 22 of files, half a second or more after the packet before. The rate holds.',
        at: { port: 22, what: 'probe', target: files },
      },
      {
        goal: 'decide',
        says: 'The rule of files lets one machine in, that of its keeper. It is not yours, and the SYN is dropped.',
        at: { port: 22, what: 'rule', target: files },
      },
      {
        goal: 'conclude',
        says: 'Filtered. That one may ask does not mean that one gets in: permission is no key.',
        at: { port: 22, what: 'verdict', target: files },
      },
    ],
  };
}
