import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { watched } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { open, dropped } = watched(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about the target of a scan. Nobody marks these: answer what you think is so.',
    values: { open, dropped },
    questions: [
      {
        id: 'seen',
        ask: 'A SYN scan asks port {open} and never ends the handshake. Who at the target can notice?',
        options: [
          {
            id: 'nobody',
            text: 'Nobody: without a whole connection nothing is noted.',
            says: 'Every SYN is a packet that arrives. The kernel, the firewall and any capture see it.',
            misconception: 'syn-is-invisible',
          },
          {
            id: 'kernel',
            text: 'The kernel, its firewall, and who records packets.',
            right: true,
            says: 'Yes. Only the service itself is not told, since no connection came about.',
          },
          {
            id: 'service',
            text: 'Only the service on port {open}, in its own log.',
            says: 'It is the other way round. The service hears of whole connections only.',
            misconception: 'syn-is-invisible',
          },
        ],
      },
      {
        id: 'drop',
        ask: 'The owner drops all packets to port {dropped}, and no longer refuses them. What is gained?',
        options: [
          {
            id: 'slower',
            text: 'Who scans waits longer, and sees that something filters.',
            right: true,
            says: 'Yes. The port is filtered now, which shows that there is a rule. A friend who knocks waits too.',
          },
          {
            id: 'hidden',
            text: 'The machine cannot be found any more.',
            says: 'Its other ports still answer. A machine that is not there would look different.',
            misconception: 'drop-is-safer',
          },
          {
            id: 'safe',
            text: 'The service on it is safe, as it was not before.',
            says: 'Neither way lets a packet through to the service. They differ in what the sender is told.',
            misconception: 'drop-is-safer',
          },
        ],
      },
    ],
  };
}
