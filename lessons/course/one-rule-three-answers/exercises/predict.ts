import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, refusals } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = refusals(draw);
  const { open, plain, reset, prohibited, dropped, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'A service listens on every port. Four of them have a rule before them, and each rule says no in its own way. Which state does a connect scan find for each port?',
    labText,
    line: lineFor('-sT', lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'A connect scan knows only what its kernel tells: connected, refused, unreachable, or nothing.',
      'The kernel calls a connection refused when a reset comes, and also when ICMP port-unreachable comes.',
      'ICMP host-prohibited is another message: the kernel calls the host unreachable.',
    ],
    asks: [
      { port: `${open}/tcp` },
      {
        port: `${plain}/tcp`,
        right: 'Yes: the ICMP error becomes a refused connection, and that makes {port} {state}.',
        wrong: {
          filtered: {
            says: 'A SYN scan would say so. A connect scan hears of a refused connection, and writes {state}.',
            misconception: 'same-state-every-scan',
          },
          open: {
            says: 'The service never gets the SYN: the rule throws it away and sends an error. {port} is {state}.',
          },
        },
      },
      {
        port: `${reset}/tcp`,
        wrong: {
          filtered: {
            says: 'The rule answers with a reset, as a kernel without a listener does: {port} is {state}.',
          },
          open: { says: 'The rule stands before the service, and refuses in its name. {port} is {state}.' },
        },
      },
      {
        port: `${prohibited}/tcp`,
        right: 'Yes: the kernel reports that the host cannot be reached, and the scan writes {state}.',
        wrong: {
          closed: {
            says: 'It depends on the answer that REJECT sends. This one means unreachable, not refused: {port} is {state}.',
            misconception: 'reject-looks-closed',
          },
        },
      },
      {
        port: `${dropped}/tcp`,
        wrong: {
          closed: {
            says: 'A closed port answers. Nothing answers here: {port} is {state}.',
            misconception: 'filtered-is-closed',
          },
        },
      },
    ],
  };
}
