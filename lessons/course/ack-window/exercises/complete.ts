import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { wall } from '../labs.ts';

export function complete(draw: Draw): Task {
  const { open, labText } = wall(draw);
  const about = { labText, line: `nmap -sA -p ${open} target`, port: `${open}/tcp` };
  return {
    kind: 'choice',
    intro: 'A stray ACK comes to port {open}. A service listens there, and the rules are those shown here.',
    values: { open },
    scene: { labText, lines: [], views: ['firewall'] },
    questions: [
      {
        id: 'rule',
        ask: 'Which rule decides about the ACK?',
        truth: { ...about, what: 'rule' },
        options: [
          {
            id: 'INPUT 1',
            text: 'Rule 1: an ACK belongs to a connection',
            says: 'It says that it does, but conntrack believes its own list. There is no such flow in it.',
          },
          {
            id: 'INPUT 2',
            text: 'Rule 2: to conntrack it is NEW',
            says: 'Yes. conntrack takes it for a connection that is older than its list. Rule 2 does not ask for a SYN.',
          },
          {
            id: 'INPUT 5',
            text: 'Rule 5: it is neither known nor a SYN',
            says: 'NEW does not mean that there is a SYN. Linux also takes an ACK for the middle of a connection that it has not seen begin.',
          },
        ],
      },
      {
        id: 'answer',
        ask: 'The ACK has come through. What does the target send back?',
        truth: { ...about, what: 'answer' },
        options: [
          {
            id: 'SYN/ACK',
            text: 'A SYN/ACK, because a service listens',
            says: 'A SYN/ACK answers a SYN. A listener has no use for an ACK that belongs to none of its connections.',
            misconception: 'ack-finds-open',
          },
          {
            id: 'nothing',
            text: 'Nothing, because no connection is there',
            says: 'TCP has an answer for segments that belong nowhere: a reset.',
          },
          {
            id: 'RST',
            text: 'A reset, because it belongs to no connection',
            says: 'Yes. And a port without a service would send just the same.',
          },
        ],
      },
    ],
  };
}
