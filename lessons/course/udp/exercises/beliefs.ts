import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { island } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { silent } = island(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about UDP. Nobody marks these: answer what you think is so.',
    values: { silent, count: 20 + 10 * draw.below(6) },
    questions: [
      {
        id: 'silence',
        ask: 'A UDP scan asks for port {silent} a few times. Nothing comes back. What is known?',
        options: [
          {
            id: 'listens',
            text: 'A service listens there: a port without one would send an error.',
            says: 'It would, if nothing stood in the way. A rule that drops makes the same silence with no service at all.',
            misconception: 'udp-silence-is-open',
          },
          {
            id: 'nobody',
            text: 'No service listens there: a service would have answered.',
            says: 'Many services are silent when they do not understand what they get. Silence does not tell them from a rule that drops.',
          },
          {
            id: 'either',
            text: 'A service keeps silent, or something keeps the packets back.',
            right: true,
            says: 'Yes. The two look the same from outside, and nmap writes both names down.',
          },
        ],
      },
      {
        id: 'slow',
        ask: 'A UDP scan of {count} ports without a service takes much longer than a TCP scan of the same ports. Why?',
        options: [
          {
            id: 'limit',
            text: 'The target sends only so many errors a second.',
            right: true,
            says: 'Yes. Linux limits its ICMP errors: about six at once, and then one a second. The scanner has to wait for them.',
          },
          {
            id: 'protocol',
            text: 'A datagram is on its way for longer than a TCP segment.',
            says: 'Both cross the wire equally fast. An open port that answers is known at once in either scan.',
            misconception: 'udp-is-slow',
          },
          {
            id: 'handshake',
            text: 'UDP has to make sure first that the other side is there.',
            says: 'UDP makes sure of nothing: it has no handshake. A datagram is sent, and that is all.',
            misconception: 'udp-is-slow',
          },
        ],
      },
    ],
  };
}
