import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { poorLine } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { lostThrice, dropped } = poorLine(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about fast and slow scans. Nobody marks these: answer what you think is so.',
    values: { lostThrice, dropped },
    questions: [
      {
        id: 'fast',
        ask: 'A host is scanned twice, with -T3 and with -T5. Port {lostThrice} was open, and then it is filtered. What is the best guess?',
        options: [
          {
            id: 'rule',
            text: 'Somebody has set a rule for port {lostThrice} in between.',
            says: 'It could be so, but look at the scans first: they did not ask in the same way.',
            misconception: 'state-belongs-to-port',
          },
          {
            id: 'bug',
            text: 'One of the two has a fault: speed changes the time, not the result.',
            says: 'Speed does change what is found. A hasty scan waits less and asks again less often.',
            misconception: 'faster-is-same',
          },
          {
            id: 'gave-up',
            text: 'The second scan gave up before an answer came.',
            right: true,
            says: 'Yes. It tries less often and waits less, so that more answers are missed.',
          },
        ],
      },
      {
        id: 'silence',
        ask: 'A scan with --max-retries 0 finds port {dropped} filtered. What is known?',
        options: [
          {
            id: 'one',
            text: 'One packet was sent, and no answer to it was seen.',
            right: true,
            says: 'Yes, and no more. A filter, a lost packet and a late answer all look like this.',
          },
          {
            id: 'filter',
            text: 'A firewall drops what is sent to port {dropped}.',
            says: 'One lost packet gives the same result. Ask once more before you blame a firewall.',
            misconception: 'faster-is-same',
          },
          {
            id: 'closed',
            text: 'No service listens on port {dropped}.',
            says: 'A port without a service answers with a reset. Here no answer was seen at all.',
            misconception: 'filtered-is-closed',
          },
        ],
      },
    ],
  };
}
