import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, steps } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = steps(draw);
  const { open, closed, mute, dropped, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'The scanner tries to complete a handshake with each port. Say for each which state it will write down, and how sure you are. Look at the rules in both chains.',
    labText,
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'INPUT judges what comes in, the first step and the third. OUTPUT judges what goes out: the second step.',
      'A rule with --dport names the port that a packet goes to. A rule with --sport names the port it comes from.',
      'What matters is what the scanner gets to see, not how far the target came.',
    ],
    asks: [
      { port: `${open}/tcp` },
      {
        port: `${closed}/tcp`,
        wrong: {
          filtered: {
            says: 'No rule names {port}. The target’s kernel refuses it, with a reset: {state}.',
            misconception: 'refused-is-firewall',
          },
        },
      },
      {
        port: `${mute}/tcp`,
        right:
          'Yes: step one came in and was taken, but step two never left. The scanner sees silence: {port} is {state}.',
        wrong: {
          open: {
            says: 'The service took step one. But the rule in OUTPUT drops its SYN/ACK, so the scanner learns nothing: {state}.',
            misconception: 'state-belongs-to-port',
          },
          closed: {
            says: 'Nothing said no. The SYN/ACK was dropped on its way out, and silence means {state}.',
            misconception: 'filtered-is-closed',
          },
        },
      },
      {
        port: `${dropped}/tcp`,
        right:
          'Yes: step one is dropped at the door. From outside it looks the same as a lost step two: {state}.',
        wrong: {
          closed: {
            says: 'A closed port answers. Here a rule drops step one and nobody answers: {state}.',
            misconception: 'filtered-is-closed',
          },
        },
      },
    ],
  };
}
