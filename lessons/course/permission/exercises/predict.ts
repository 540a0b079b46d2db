import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { campus } from '../labs.ts';
import { lineOf } from './line.ts';

export function predict(draw: Draw): Task {
  const lab = campus(draw);
  const { open, guarded, closed, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'The owner has agreed to a scan of web and files. Web offers a service on {open}. Files has one on {guarded}, but its rule lets in only the machine of its keeper. Nobody listens on {closed}. What do you find?',
    values: { open, guarded, closed },
    labText,
    line: lineOf(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'A firewall does not know who has a permission. It knows addresses.',
      'The rule of files drops what does not come from the keeper.',
      'Where no rule matches and nobody listens, the kernel resets.',
    ],
    asks: [
      { host: 'web', port: `${open}/tcp` },
      {
        host: 'files',
        port: `${guarded}/tcp`,
        right: 'Yes: the rule looks at the address, and yours is not the keeper’s. From here it is {state}.',
        wrong: {
          open: {
            says: 'It is, for the keeper. A permission does not change the rules: from here {port} is {state}.',
            misconception: 'state-belongs-to-port',
          },
          closed: {
            says: 'A service listens, and no reset is sent. The rule drops your SYN: {state}.',
            misconception: 'filtered-is-closed',
          },
        },
      },
      {
        host: 'web',
        port: `${guarded}/tcp`,
        right: 'Yes: the rule is on files. On web nobody listens on {port}, and the kernel says so.',
        wrong: {
          filtered: {
            says: 'The rule is on files, and guards files only. Web answers with a reset: {state}.',
            misconception: 'state-belongs-to-port',
          },
        },
      },
      {
        host: 'files',
        port: `${closed}/tcp`,
        wrong: {
          filtered: {
            says: 'The rule of files names another port. Here nobody listens, so a reset comes: {state}.',
          },
        },
      },
    ],
  };
}
