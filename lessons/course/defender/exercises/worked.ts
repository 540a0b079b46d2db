import type { Task } from '../../../exercise/task.ts';
import { EXAMPLE } from '../labs.ts';

export function worked(): Task {
  return {
    kind: 'worked',
    intro:
      'Now you own the target. Go through a SYN scan of three ports and ask each time: what is left behind?',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sS -p 22,80,3306 --reason target'],
      views: ['sequence', 'defender'],
    },
    stops: [
      { goal: 'send', says: 'A SYN sets out for port 22.', at: { port: 22, what: 'probe' } },
      {
        goal: 'conclude',
        says: 'Port 22 is open, and the scanner has what it wants. The service was told nothing: its log is empty.',
        at: { port: 22, what: 'verdict' },
      },
      { goal: 'send', says: 'A SYN sets out for port 80.', at: { port: 80, what: 'probe' } },
      {
        goal: 'answer',
        says: 'The first rule has written a line for this SYN and let it go on. The service answers.',
        at: { port: 80, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'The scanner calls port 80 open. It cannot see that its address stands in a log.',
        at: { port: 80, what: 'verdict' },
      },
      { goal: 'send', says: 'A SYN sets out for port 3306.', at: { port: 3306, what: 'probe' } },
      {
        goal: 'decide',
        says: 'One rule has written a line, and the next one drops the SYN.',
        at: { port: 3306, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'The scanner heard nothing, tried again, and so it is in the log twice.',
        at: { port: 3306, what: 'verdict' },
      },
    ],
  };
}
