import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { campus } from '../labs.ts';
import { lineOf } from './line.ts';

export function change(draw: Draw): Task {
  const lab = campus(draw);
  const { open, guarded, closed, scanner, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'One thing was changed: for the time of the lesson the keeper of files lets your address in, {scanner}, in place of her own. Which state does each port have now?',
    before: { labText, line: lineOf(lab), changed: 'The rule of files now lets in {scanner} only.' },
    values: { open, guarded, closed, scanner },
    labText: withRules(labText, 'files', [
      `iptables -A INPUT -p tcp --dport ${guarded} ! -s ${scanner} -j DROP`,
    ]),
    line: lineOf(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    asks: [
      {
        host: 'files',
        port: `${guarded}/tcp`,
        right: 'Yes: same port, same service, and another state, since the rule lets your address in.',
        wrong: {
          filtered: {
            says: 'It is, for all others. Your address is let in now, and the service answers: {state}.',
            misconception: 'state-belongs-to-port',
          },
          closed: { says: 'The service was there all the time. Now your SYN gets to it: {state}.' },
        },
      },
      {
        host: 'files',
        port: `${closed}/tcp`,
        right: 'Yes: to be let in changes nothing where nobody listens.',
        wrong: {
          open: {
            says: 'You are let in to {guarded}. On this port nobody listens, as before: {state}.',
            misconception: 'open-is-attackable',
          },
        },
      },
      { host: 'web', port: `${open}/tcp` },
    ],
  };
}
