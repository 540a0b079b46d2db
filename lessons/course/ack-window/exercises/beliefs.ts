import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { wall } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { open, empty, labText } = wall(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about an ACK scan. Nobody marks these: answer what you think is so.',
    values: { open, empty },
    questions: [
      {
        id: 'unfiltered',
        ask: 'An ACK scan says that port {empty} is unfiltered. What is known?',
        options: [
          {
            id: 'service',
            text: 'A service listens on port {empty} and can be reached.',
            says: 'A port without a service answers an ACK with a reset too. Nobody listens on {empty} here.',
            misconception: 'unfiltered-is-open',
          },
          {
            id: 'rules',
            text: 'The host has no rules for port {empty}.',
            says: 'It may have some. One of them may even be the rule that let this ACK in.',
          },
          {
            id: 'through',
            text: 'The ACK came through, and the host answered it.',
            right: true,
            says: 'Yes: a reset came back. Whether somebody listens, it does not say.',
          },
        ],
      },
      {
        id: 'open',
        ask: 'A service listens on port {open}, and the rules let everybody in. What does an ACK scan write down for it?',
        truth: { labText, line: `nmap -sA -p ${open} target`, port: `${open}/tcp`, what: 'state' },
        options: [
          {
            id: 'open',
            text: 'open',
            says: 'An ACK scan never says open. A listener answers a stray ACK with a reset, just as a kernel without one does.',
            misconception: 'ack-finds-open',
          },
          {
            id: 'unfiltered',
            text: 'unfiltered',
            says: 'Yes. The ACK got through and a reset came back. That is all that this scan can learn.',
          },
          {
            id: 'closed',
            text: 'closed',
            says: 'A SYN scan would take a reset for closed. For a stray ACK every port has a reset, so it says nothing of that kind.',
            misconception: 'same-state-every-scan',
          },
        ],
      },
    ],
  };
}
