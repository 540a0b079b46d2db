import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { path } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { open, barred } = path(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about the last column of a table. Nobody marks these: answer what you think is so.',
    values: { open, barred },
    questions: [
      {
        id: 'from',
        ask: 'Port {barred} is filtered, and the reason is admin-prohibited, from another address than the target’s. What is known?',
        options: [
          {
            id: 'router',
            text: 'A machine on the way has sent an error.',
            right: true,
            says: 'Yes. The words after from say which one. The filter sits there, or that machine speaks for it.',
          },
          {
            id: 'target',
            text: 'The target has turned the probe down.',
            says: 'Then the error would bear the target’s address, and nmap would not write from.',
            misconception: 'only-host-answers',
          },
          {
            id: 'same',
            text: 'No more than filtered says already.',
            says: 'Silence would be called filtered too. Here somebody spoke, gave a cause, and can be found.',
            misconception: 'reason-is-noise',
          },
        ],
      },
      {
        id: 'ttl',
        ask: 'Two answers of one host have different numbers for the TTL: 63 for port {open}, 64 for another port. What does that tell you?',
        options: [
          {
            id: 'nothing',
            text: 'Nothing: that number differs from packet to packet.',
            says: 'A machine gives each of its answers the same TTL, and each router on the way takes one off.',
            misconception: 'reason-is-noise',
          },
          {
            id: 'busy',
            text: 'The second port was answered faster than the first.',
            says: 'The TTL has nothing to do with speed. It counts the routers that a packet may still pass.',
            misconception: 'reason-is-noise',
          },
          {
            id: 'nearer',
            text: 'The second answer comes from a machine one step nearer.',
            right: true,
            says: 'Yes. It has passed one router less. Both bear the target’s address, but the target did not send both.',
          },
        ],
      },
    ],
  };
}
