import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { behind, lineFor } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = behind(draw);
  const { open, reset, rejected, local, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'Services listen on all four ports of the target, the one on {local} for its own machine only. The router resets what goes to {reset}, and rejects what goes to {rejected} with an ICMP error. What does a SYN scan find?',
    values: { open, reset, rejected, local },
    labText,
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'The scanner concludes from what comes back. It does not know which machine has sent it.',
      'A reset is a reset, whoever sends it.',
      'To a SYN scan an ICMP error says that something filters.',
    ],
    asks: [
      { port: `${open}/tcp` },
      {
        port: `${reset}/tcp`,
        right: 'Yes: a reset came back, and the scanner cannot see that it was the router’s: {state}.',
        wrong: {
          open: {
            says: 'A service listens, but its kernel never saw the SYN. The router has answered for it: {state}.',
            misconception: 'only-host-answers',
          },
          filtered: {
            says: 'It is filtered in fact, but what came back was a reset. From that a scanner concludes {state}.',
            misconception: 'only-host-answers',
          },
        },
      },
      {
        port: `${rejected}/tcp`,
        right: 'Yes: an ICMP error is no reset. It says that somebody filters, and its source says who.',
        wrong: {
          closed: {
            says: 'Only a reset means closed to a SYN scan. An ICMP error makes {port} {state}.',
          },
          open: {
            says: 'The router has kept the SYN, and the service knows nothing of it: {port} is {state}.',
            misconception: 'only-host-answers',
          },
        },
      },
      {
        port: `${local}/tcp`,
        right: 'Yes: for the network nobody listens there. Seen from the target itself it would be open.',
        wrong: {
          open: {
            says: 'A scan from the target itself would find it open. From the network nobody listens: {state}.',
            misconception: 'self-scan-proves',
          },
          filtered: {
            says: 'No rule names {port}. It has no listener for the network, so a reset comes: {state}.',
            misconception: 'state-belongs-to-port',
          },
        },
      },
    ],
  };
}
