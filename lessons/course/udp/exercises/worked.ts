import type { Task } from '../../../exercise/task.ts';
import { EXAMPLE } from '../labs.ts';

export function worked(): Task {
  return {
    kind: 'worked',
    intro: 'A UDP scan of three ports: one answers, one is refused, and one says nothing.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sU -p 100,137,138 --reason target'],
      views: ['sequence', 'ports'],
    },
    stops: [
      {
        goal: 'send',
        says: 'For port 137 nmap knows what a client would ask. It sends that question, in a datagram.',
        at: { port: 137, protocol: 'udp', what: 'probe' },
      },
      {
        goal: 'answer',
        says: 'The service answers with a datagram of its own.',
        at: { port: 137, protocol: 'udp', what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'Only a service sends such an answer: open.',
        at: { port: 137, protocol: 'udp', what: 'verdict' },
      },
      {
        goal: 'send',
        says: 'For port 100 nmap knows no question. It sends an empty datagram.',
        at: { port: 100, protocol: 'udp', what: 'probe' },
      },
      {
        goal: 'answer',
        says: 'Nobody listens there. The target’s kernel says so by an ICMP error: port unreachable.',
        at: { port: 100, protocol: 'udp', what: 'answer' },
      },
      {
        goal: 'match',
        says: 'The error quotes the probe, so the scanner knows which port it is about. It comes from the target itself: closed.',
        at: { port: 100, protocol: 'udp', what: 'verdict' },
      },
      {
        goal: 'send',
        says: 'An empty datagram goes to port 138. A service takes it, and has nothing to say to it.',
        at: { port: 138, protocol: 'udp', what: 'probe' },
      },
      {
        goal: 'conclude',
        says: 'The scanner waits, asks again, and waits. Silence may be a service or a rule that drops: open|filtered.',
        at: { port: 138, protocol: 'udp', what: 'verdict' },
      },
    ],
  };
}
