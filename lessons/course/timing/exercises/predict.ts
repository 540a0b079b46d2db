import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { poorLine, portsOf } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = poorLine(draw);
  const { sound, lostOnce, lostTwice, lostThrice, dropped, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'The line loses the first SYN to port {lostOnce}, the first two to {lostTwice}, and the first three to {lostThrice}. A rule drops all that goes to {dropped}. All five ports have a service. This time they are asked together, with the usual timing.',
    values: { sound, lostOnce, lostTwice, lostThrice, dropped },
    labText,
    line: `nmap -sS -p ${portsOf(lab)} --reason target`,
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'A silent port gets a second try in any case.',
      'As soon as a second try was answered, all silent ports of the host get a third.',
      'Go on like this: who is answered at the third try earns a fourth for the others.',
    ],
    asks: [
      { port: `${sound}/tcp` },
      {
        port: `${lostOnce}/tcp`,
        right: 'Yes: the second SYN is answered. {port} is {state}.',
        wrong: {
          filtered: {
            says: 'One lost SYN is not the end. The second one is answered: {port} is {state}.',
            misconception: 'faster-is-same',
          },
        },
      },
      {
        port: `${lostThrice}/tcp`,
        right:
          'Yes: two other ports were answered at a later try. So nmap tried more often here too, and {port} is {state}.',
        wrong: {
          filtered: {
            says: 'Alone it would be. But retries were of use on other ports, so that this one got more: {port} is {state}.',
            misconception: 'state-belongs-to-port',
          },
          closed: {
            says: 'No reset came. A later SYN was answered: {port} is {state}.',
            misconception: 'filtered-is-closed',
          },
        },
      },
      {
        port: `${dropped}/tcp`,
        right: 'Yes: the rule drops each try. More patience does not help here.',
        wrong: {
          open: {
            says: 'A service listens there, but no SYN ever gets to it: {port} is {state}.',
          },
          closed: {
            says: 'Nobody sent a reset. Silence at every try makes {port} {state}.',
            misconception: 'filtered-is-closed',
          },
        },
      },
    ],
  };
}
