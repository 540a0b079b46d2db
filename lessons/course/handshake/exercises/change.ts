import type { Draw } from '../../../exercise/draw.ts';
import { withText } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { deafRule, dropRule, lineFor, steps } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = steps(draw);
  const { open, mute, dropped, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'One thing was changed. The rule for port {dropped} now lets step one in, and drops all that the scanner sends after it. Which state does each port have now?',
    before: {
      labText,
      line: lineFor(lab),
      changed:
        'The rule for port {dropped} has “! --syn” now. “!” means not: it drops all but the SYN of step one.',
    },
    values: { dropped },
    labText: withText(labText, dropRule(dropped), deafRule(dropped)),
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'Step one is a bare SYN, step three an ACK. Which of the three steps does the rule still drop?',
      'At which step does the scanner make up its mind?',
    ],
    asks: [
      { port: `${open}/tcp` },
      {
        port: `${dropped}/tcp`,
        right:
          'Yes: the SYN/ACK came back, and that is enough for the scanner. It never learns that its own ACK is dropped. {port} is {state}.',
        wrong: {
          filtered: {
            says: 'Steps one and two pass now. The scanner has its SYN/ACK and writes {state}. Only the target misses step three.',
            misconception: 'state-belongs-to-port',
          },
          closed: {
            says: 'Closed would need a reset. Here a SYN/ACK comes back for step one, and nothing refuses: {state}.',
            misconception: 'refused-is-firewall',
          },
        },
      },
      {
        port: `${mute}/tcp`,
        right: 'Yes: nothing changed here. Its step two still does not leave the target.',
        wrong: {
          open: {
            says: 'The rule in OUTPUT still stands. Step two does not leave: {port} is {state}.',
            misconception: 'state-belongs-to-port',
          },
        },
      },
    ],
  };
}
