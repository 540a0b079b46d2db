import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, steps } from '../labs.ts';

/** Sequence numbers are 32 bits wide; these are small enough to be read. */
const numberOf = (draw: Draw): number => 1000 + draw.below(8000);

export function complete(draw: Draw): Task {
  const lab = steps(draw);
  const { open, closed, labText } = lab;
  const ours = numberOf(draw);
  const theirs = ours + 10_000;
  return {
    kind: 'choice',
    intro:
      'The same kind of run, with blanks. A service listens on port {open}. Nobody listens on port {closed}, and no rule names the two.',
    values: { open, closed, ours, theirs, next: ours + 1, other: theirs + 1 },
    scene: { labText, lines: [], views: ['firewall'] },
    questions: [
      {
        id: 'second',
        ask: 'The client sends a SYN to port {open}. Which packet comes back first?',
        truth: { labText, line: lineFor(lab), port: `${open}/tcp`, what: 'answer' },
        options: [
          {
            id: 'nothing',
            text: 'None: the client has to send an ACK first',
            says: 'A client cannot acknowledge what it has not seen. After step one it is the target’s turn.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'SYN/ACK',
            text: 'A SYN/ACK: yes to your SYN, and here is mine',
            says: 'Yes. One packet does two things: it takes your number, and it tells its own.',
          },
          {
            id: 'RST',
            text: 'A reset: the port is not to be used',
            says: 'A reset refuses. It comes where no service listens, and here one does.',
            misconception: 'refused-is-firewall',
          },
        ],
      },
      {
        id: 'number',
        ask: 'The SYN carried the sequence number {ours}, the SYN/ACK carries {theirs}. Which number does the SYN/ACK acknowledge?',
        options: [
          {
            id: 'same',
            text: '{ours}, the number of the SYN',
            says: 'An acknowledgement names what is awaited next, not what came last. The SYN counts as one byte.',
          },
          {
            id: 'other',
            text: '{other}, its own number and one',
            says: 'Each side acknowledges the other’s numbers. This one will be in the client’s ACK, step three.',
          },
          {
            id: 'next',
            text: '{next}, one more than the SYN had',
            right: true,
            says: 'Yes. The SYN counts as one, so the next number that is awaited is one higher.',
          },
        ],
      },
      {
        id: 'state',
        ask: 'The SYN/ACK has left the target. In which state does the target have this connection until step three arrives?',
        options: [
          {
            id: 'received',
            text: 'SYN-RECEIVED',
            right: true,
            says: 'Yes. It has received a SYN and answered it: half open.',
          },
          {
            id: 'established',
            text: 'ESTABLISHED',
            says: 'Not yet. The target does not know whether its SYN/ACK arrived. Only the ACK tells it.',
          },
          {
            id: 'listen',
            text: 'LISTEN',
            says: 'The service stays in LISTEN for other clients. This connection is its own, and a step further.',
          },
        ],
      },
    ],
  };
}
