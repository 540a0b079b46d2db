import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { steps } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { open, closed } = steps(draw);
  return {
    kind: 'choice',
    intro:
      'Two questions about connections. The handshake is the way in which one begins. Answer what you think is so.',
    values: { open, closed },
    questions: [
      {
        id: 'taken',
        ask: 'A client completes the handshake with port {open} of a host. What is known?',
        options: [
          {
            id: 'both',
            text: 'Each side has heard the other, and knows where the other’s count begins.',
            right: true,
            says: 'Yes. That is all that three steps can tell. No request has been sent yet.',
          },
          {
            id: 'weak',
            text: 'The program behind the port has a weak spot that lets anybody in.',
            says: 'Every web server completes handshakes with everybody. That is its work, and no weak spot.',
            misconception: 'open-is-attackable',
          },
          {
            id: 'read',
            text: 'The program behind the port has read and answered a first request.',
            says: 'The kernel, the core of the system, does the handshake for the program. No request has been sent yet.',
            misconception: 'open-is-attackable',
          },
        ],
      },
      {
        id: 'refused',
        ask: 'Another client reports “connection refused” for port {closed}. What has surely happened?',
        options: [
          {
            id: 'firewall',
            text: 'A firewall has blocked the client.',
            says: 'It may be so, but it takes no firewall. A kernel without a listener on the port refuses too.',
            misconception: 'refused-is-firewall',
          },
          {
            id: 'lost',
            text: 'The first step of the handshake got lost.',
            says: 'A lost packet brings silence, and the client would wait. Refused means that somebody answered.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'answer',
            text: 'Some answer came back, and it said no.',
            right: true,
            says: 'Yes. A refusal is an answer, mostly a reset. Who sent it is another question.',
          },
        ],
      },
    ],
  };
}
