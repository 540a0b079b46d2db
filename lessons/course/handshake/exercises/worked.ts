import type { Task } from '../../../exercise/task.ts';
import { EXAMPLE } from '../labs.ts';

export function worked(): Task {
  return {
    kind: 'worked',
    intro:
      'The scanner’s kernel opens a connection to each of three ports. Go through it step by step, and watch how far each handshake comes.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sT -p 22,23,80 --reason target'],
      views: ['sequence', 'machines'],
    },
    stops: [
      {
        goal: 'send',
        says: 'The scanner asks its kernel for a connection to port 22. Step one is a SYN.',
        at: { port: 22, what: 'probe' },
      },
      {
        goal: 'answer',
        says: 'A service listens. Step two, a SYN/ACK, comes back. The target is half open now: it waits for step three.',
        at: { port: 22, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'The scanner’s kernel sends step three, an ACK. The connection stands, and is given up at once.',
        at: { port: 22, what: 'verdict' },
      },
      { goal: 'send', says: 'The same first step goes to port 23.', at: { port: 23, what: 'probe' } },
      {
        goal: 'answer',
        says: 'Nobody listens there. The target’s kernel answers with a reset, and keeps nothing in mind.',
        at: { port: 23, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'There is no second step, so there is no third. The connection was refused.',
        at: { port: 23, what: 'verdict' },
      },
      { goal: 'send', says: 'Step one goes to port 80.', at: { port: 80, what: 'probe' } },
      {
        goal: 'conclude',
        says: 'The service took step one. But a rule of the target keeps step two at home. To the scanner it is silence.',
        at: { port: 80, what: 'verdict' },
      },
    ],
  };
}
