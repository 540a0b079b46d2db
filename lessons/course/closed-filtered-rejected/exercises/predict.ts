import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, yard } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = yard(draw);
  const { closed, dropped, rejected, reset, taken, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'Say for each port which state the scan will find, and how sure you are. Look at the rules of both machines, and at who has which service.',
    labText,
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'Ask what comes back: a SYN/ACK, a reset, an ICMP error, or nothing.',
      'REJECT sends an ICMP error, if it is not told otherwise.',
      'REDIRECT turns a packet round: the gateway’s own service gets it, and the answer bears the target’s address.',
    ],
    asks: [
      {
        port: `${closed}/tcp`,
        wrong: {
          filtered: {
            says: 'No rule names {port}. It is the kernel that refuses, as nobody listens: {state}.',
            misconception: 'refused-is-firewall',
          },
        },
      },
      {
        port: `${dropped}/tcp`,
        wrong: {
          closed: {
            says: 'Closed takes an answer. Nothing came back from {port}: {state}.',
            misconception: 'filtered-is-closed',
          },
        },
      },
      {
        port: `${rejected}/tcp`,
        right:
          'Yes: the answer was an ICMP error. It says that something filters, and so does the state: {state}.',
        wrong: {
          closed: {
            says: 'A plain REJECT sends an ICMP error and no reset. A SYN scan calls that {state}.',
            misconception: 'reject-looks-closed',
          },
        },
      },
      {
        port: `${reset}/tcp`,
        right: 'Yes: with a reset the rule makes {port} look as if nobody listened: {state}.',
        wrong: {
          filtered: {
            says: 'The rule filters, but it sends a reset. To a scanner that is {state}.',
            misconception: 'refused-is-firewall',
          },
          open: { says: 'A service listens, but the rule stops the SYN and sends a reset: {state}.' },
        },
      },
      {
        port: `${taken}/tcp`,
        right:
          'Yes: {port} is {state}, and the target has nothing to do with it. The gateway took the SYN and answered.',
        wrong: {
          closed: {
            says: 'The target has no listener there. But it was not asked: the gateway answered in its place, and {port} is {state}.',
            misconception: 'only-host-answers',
          },
          filtered: {
            says: 'The gateway does not stop the SYN, it takes it for itself and answers: {state}.',
            misconception: 'only-host-answers',
          },
        },
      },
    ],
  };
}
