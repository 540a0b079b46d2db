import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, path, reject } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = path(draw);
  const { open, barred, reset, refused, labText } = lab;
  const changed = withRules(labText, 'gateway', [
    reject('FORWARD', barred, 'tcp-reset'),
    reject('FORWARD', reset, 'icmp-host-prohibited'),
  ]);
  return {
    kind: 'predict',
    intro:
      'The gateway’s two rules have changed their answers. Port {barred} is now rejected with a reset, port {reset} with an ICMP error. What does the scan find?',
    values: { barred, reset },
    before: {
      labText,
      line: lineFor(lab),
      changed: 'On the gateway: a reset for port {barred}, host prohibited for port {reset}.',
    },
    labText: changed,
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    asks: [
      {
        port: `${barred}/tcp`,
        right:
          'Yes. The same machine turns down the same probe; only its answer is another. The from is gone, too.',
        wrong: {
          filtered: {
            says: 'The rule still filters. But its answer is a reset now, and that reads as {state}.',
            misconception: 'only-host-answers',
          },
        },
      },
      {
        port: `${reset}/tcp`,
        right: 'Yes: {state}, and the reason now names the gateway.',
        wrong: {
          closed: {
            says: 'The reset is gone. An ICMP error from the gateway makes it {state} ({reason}).',
            misconception: 'only-host-answers',
          },
        },
      },
      { port: `${open}/tcp` },
      { port: `${refused}/tcp` },
    ],
  };
}
