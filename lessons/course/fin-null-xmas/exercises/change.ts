import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { DROP_INVALID, portsOf, twoStacks } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = twoStacks(draw);
  const { open, closed, guarded, labText } = lab;
  const line = `nmap -sN -p ${portsOf(lab)} --reason web`;
  return {
    kind: 'predict',
    intro:
      'The rule that looked for SYN is gone. In its place stands one that looks at connections. What does a Null scan find now?',
    before: {
      labText,
      line,
      changed: 'The one rule of the web server now drops what is INVALID, on every port.',
    },
    labText: withRules(labText, 'web', [DROP_INVALID]),
    line,
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    asks: [
      {
        port: `${open}/tcp`,
        right: 'Yes, as before, but for another cause: the listener does not even see the probe now.',
        wrong: {
          filtered: {
            says: 'The probe is dropped now. But the scan hears only silence, as it did before: {state}.',
            misconception: 'xmas-finds-open',
          },
        },
      },
      {
        port: `${closed}/tcp`,
        right: 'Yes. The probe was dropped, and no reset told that nobody listens: {state}.',
        wrong: {
          closed: {
            says: 'A probe without flags belongs to no connection and begins none. It is INVALID and was dropped, so no reset came: {state}.',
            misconception: 'xmas-works-anywhere',
          },
          filtered: {
            says: 'It is dropped, but this scan cannot tell that from a silent listener: {state}.',
            misconception: 'xmas-finds-open',
          },
        },
      },
      {
        port: `${guarded}/tcp`,
        wrong: {
          closed: {
            says: 'So it was, when the rule looked for SYN alone. The new rule stops the probe: {state}.',
            misconception: 'xmas-works-anywhere',
          },
        },
      },
    ],
  };
}
