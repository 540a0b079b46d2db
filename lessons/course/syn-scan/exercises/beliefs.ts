import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { half } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { open, closed } = half(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about a SYN scan. Answer what you think is so.',
    values: { open, closed },
    questions: [
      {
        id: 'completes',
        ask: 'A SYN scan finds port {open} open. Which packet did nmap send after the SYN/ACK had come?',
        options: [
          {
            id: 'ack',
            text: 'An ACK, which completes the handshake.',
            says: 'Then the service would be handed a connection, as in a connect scan. A SYN scan stops before that.',
            misconception: 'syn-completes',
          },
          {
            id: 'none',
            text: 'None: nmap had seen all it wanted.',
            right: true,
            says: 'Yes. A reset does leave the scanner, but it is its kernel that sends it, not nmap.',
          },
          {
            id: 'fin',
            text: 'A FIN, which ends the connection in good order.',
            says: 'There is no connection that could be ended: the handshake was never completed.',
            misconception: 'syn-completes',
          },
        ],
      },
      {
        id: 'seen',
        ask: 'The scan asked for ports {open} and {closed}. Who at the target can have noticed?',
        options: [
          {
            id: 'firewall',
            text: 'Its kernel, its firewall, and whoever watches the network.',
            right: true,
            says: 'Yes. Every SYN is a packet that arrives. Only the service behind port {open} was told nothing.',
          },
          {
            id: 'nobody',
            text: 'Nobody, as no connection came about.',
            says: 'Each SYN had to arrive to be answered. What arrives can be counted, logged and watched.',
            misconception: 'syn-is-invisible',
          },
          {
            id: 'service',
            text: 'The service on port {open}, but nobody for port {closed}.',
            says: 'It is the other way about. Services hear of complete handshakes only; the kernel sees every SYN.',
            misconception: 'syn-completes',
          },
        ],
      },
    ],
  };
}
