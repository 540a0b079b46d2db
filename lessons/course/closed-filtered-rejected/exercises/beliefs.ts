import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { yard } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { dropped, taken } = yard(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about what comes back. Answer what you think is so.',
    values: { dropped, taken },
    questions: [
      {
        id: 'safer',
        ask: 'A rule can drop what comes to port {dropped}, or reject it. What does dropping gain?',
        options: [
          {
            id: 'hidden',
            text: 'Scanners do not see that a host or a firewall is there.',
            says: 'The scan says filtered, and that names the firewall. Other ports of the host answer as before.',
            misconception: 'drop-is-safer',
          },
          {
            id: 'safe',
            text: 'The service behind the rule is guarded better.',
            says: 'Neither lets a packet through. The service is guarded just as well by a rule that answers.',
            misconception: 'drop-is-safer',
          },
          {
            id: 'slow',
            text: 'Scanners have to wait for it. So has everybody else.',
            right: true,
            says: 'Yes. Silence costs time, for scanners and for guests with a wrong number. It guards nothing more.',
          },
        ],
      },
      {
        id: 'who',
        ask: 'A SYN/ACK for port {taken} comes back, with the target’s address as its sender. Who sent it?',
        options: [
          {
            id: 'target',
            text: 'The target: an answer names who sent it.',
            says: 'A gateway may write another’s address as the sender. Scanners believe the packet, and the packet may lie.',
            misconception: 'only-host-answers',
          },
          {
            id: 'perhaps',
            text: 'The target, or some machine on the way in its place.',
            right: true,
            says: 'Yes. Gateways, proxies and firewalls can answer for a host. Often only the TTL tells.',
          },
          {
            id: 'service',
            text: 'The program that listens on port {taken} of the target.',
            says: 'It is kernels that answer a SYN, and it need not be this one. Perhaps no program listens there at all.',
            misconception: 'only-host-answers',
          },
        ],
      },
    ],
  };
}
