import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { behind } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { open, reset } = behind(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about scans that disagree. Nobody marks these: answer what you think is so.',
    values: { open, reset },
    questions: [
      {
        id: 'who',
        ask: 'A reset for port {reset} comes back, and the target’s address is its source. Who can have sent it?',
        options: [
          {
            id: 'target',
            text: 'Only the target: the packet bears its address.',
            says: 'An address is only written into a packet. A firewall on the way resets in the target’s name.',
            misconception: 'only-host-answers',
          },
          {
            id: 'service',
            text: 'The service on port {reset}.',
            says: 'A service does not answer a SYN by itself: its kernel does, or something before it.',
            misconception: 'only-host-answers',
          },
          {
            id: 'either',
            text: 'The target, or a machine on the way to it.',
            right: true,
            says: 'Yes. Firewalls and other machines in the middle may answer in the name of others.',
          },
        ],
      },
      {
        id: 'self',
        ask: 'The owner scans the target from the target itself and finds port {open} open. What does it say about scans from outside?',
        options: [
          {
            id: 'same',
            text: 'They will find it open too: it is the same port.',
            says: 'The state is what one scanner saw from one place. Another place may see another state.',
            misconception: 'state-belongs-to-port',
          },
          {
            id: 'little',
            text: 'Little: the packets never came by where the others come in.',
            right: true,
            says: 'Yes. They stay within the machine, and many rules do not apply there.',
          },
          {
            id: 'proof',
            text: 'The firewall is shown to let port {open} through.',
            says: 'Packets to oneself often meet no rule at all. Scan from where the others are.',
            misconception: 'self-scan-proves',
          },
        ],
      },
    ],
  };
}
