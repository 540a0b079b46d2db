import type { Draw } from '../../../exercise/draw.ts';
import { withText } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { dropRule, lineFor, resetRule, watched } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = watched(draw);
  const { dropped, refused, closed, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'One thing was changed: port {dropped} is now refused with a reset, where it was dropped. It is still logged first. Which state does each port have now?',
    before: {
      labText,
      line: lineFor(lab),
      changed: 'The rule that drops what comes to {dropped} now refuses it with a reset.',
    },
    values: { dropped, refused, closed },
    labText: withText(labText, dropRule(dropped), resetRule(dropped)),
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    asks: [
      {
        port: `${dropped}/tcp`,
        right:
          'Yes: it looks like a port without a service now. It is guarded as well as before, and stands out less.',
        wrong: {
          filtered: {
            says: 'Filtered came from the silence. Now a reset comes back: {port} is {state}.',
            misconception: 'refused-is-firewall',
          },
          open: {
            says: 'Refusing lets nobody in. The SYN still does not reach the service: {port} is {state}.',
            misconception: 'drop-is-safer',
          },
        },
      },
      { port: `${refused}/tcp` },
      {
        port: `${closed}/tcp`,
        right: 'Yes: and a scanner cannot tell these three ports from each other.',
        wrong: {
          filtered: {
            says: 'Nothing filters {port}. Nobody listens, and the kernel says so: {state}.',
            misconception: 'refused-is-firewall',
          },
        },
      },
    ],
  };
}
