import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { listed, stacks } from '../labs.ts';

export function predictWindow(draw: Draw): Task {
  const { open, closed, labText } = stacks(draw);
  return {
    kind: 'predict',
    intro:
      'Two hosts without any rule: linux, and bsd with an old kernel. On both, port {open} has a service and port {closed} has none. Which state does a Window scan find?',
    values: { open, closed },
    labText,
    line: `nmap -sW -p ${listed([open, closed])} --reason linux bsd`,
    states: ['open', 'closed', 'filtered', 'unfiltered'],
    hints: [
      'A Window scan sends an ACK and reads one number of the reset, its window.',
      'Linux puts 0 there, for every port. The old kernel puts more where somebody listens.',
    ],
    asks: [
      {
        host: 'linux',
        port: `${open}/tcp`,
        right: 'Yes, and it is wrong about the service: this kernel puts 0 in every reset.',
        wrong: {
          open: {
            says: 'A service listens, but the reset of Linux bears 0 for every port. The scan writes {state}.',
            misconception: 'state-belongs-to-port',
          },
          unfiltered: {
            says: 'An ACK scan would say so. A Window scan reads the window of the same reset, finds 0, and writes {state}.',
            misconception: 'same-state-every-scan',
          },
        },
      },
      { host: 'linux', port: `${closed}/tcp` },
      {
        host: 'bsd',
        port: `${open}/tcp`,
        right: 'Yes: this kernel gives the listener away by the window of its reset.',
        wrong: {
          closed: {
            says: 'The reset of this old kernel bears a window above 0 where somebody listens. The scan writes {state}.',
            misconception: 'state-belongs-to-port',
          },
        },
      },
      { host: 'bsd', port: `${closed}/tcp` },
    ],
  };
}
