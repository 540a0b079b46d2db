import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { campus } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { neighbour, open } = campus(draw);
  return {
    kind: 'choice',
    intro: 'Two questions before a live scan. Nobody marks these: answer what you think is so.',
    values: { neighbour, open },
    questions: [
      {
        id: 'only-up',
        ask: 'You only want to see who is up: nmap -sn on the network of your school. Whom do you ask first?',
        options: [
          {
            id: 'owner',
            text: 'The owner of the network, as for any scan.',
            right: true,
            says: 'Yes. It sends packets to machines of others, and some of them are noticed.',
          },
          {
            id: 'nobody',
            text: 'Nobody: it is no more than a few pings.',
            says: 'It asks every address, with more than pings. And a ping, too, goes to somebody’s machine.',
            misconception: 'sn-sends-pings',
          },
          {
            id: 'quiet',
            text: 'Nobody, as long as no handshake is ended.',
            says: 'What is not ended is seen all the same. And being unseen would be no permission.',
            misconception: 'syn-is-invisible',
          },
        ],
      },
      {
        id: 'private',
        ask: 'The address {neighbour} is not a public one, and port {open} is open there. What follows?',
        options: [
          {
            id: 'inside',
            text: 'It is inside, so that everybody inside may scan it.',
            says: 'Many networks use the same such addresses. The machine behind it still belongs to somebody.',
          },
          {
            id: 'nothing',
            text: 'Neither of the two says whose machine it is.',
            right: true,
            says: 'Yes. Who owns it, and what was agreed, is not written in an address or a port.',
          },
          {
            id: 'invited',
            text: 'An open port invites: who offers it wants it used.',
            says: 'It is meant for those it serves. To look for weak spots there is another thing.',
            misconception: 'open-is-attackable',
          },
        ],
      },
    ],
  };
}
