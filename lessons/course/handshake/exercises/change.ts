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
      'One thing was changed. The rule for port {dropped} now lets first steps in, and drops all that follows. Which state does each port have now?',
    before: {
      labText,
      line: lineFor(lab),
      changed: 'The rule for port {dropped} has “! --syn” now: it drops what is no SYN.',
    },
    values: { dropped },
    labText: withText(labText, dropRule(dropped), deafRule(dropped)),
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'Which of the three steps does the rule still drop?',
      'At which step does the scanner make up its mind?',
    ],
    asks: [
      { port: `${open}/tcp` },
      {
        port: `${dropped}/tcp`,
        right:
          'Yes: the SYN/ACK came back, and that is enough for the scanner. That its own ACK is dropped, it never learns. {port} is {state}.',
        wrong: {
          filtered: {
            says: 'Steps one and two pass now. The scanner has its SYN/ACK and writes {state}. Only the target misses step three.',
            misconception: 'state-belongs-to-port',
          },
          closed: {
            says: 'A service takes step one and answers with step two. Nothing refuses: {state}.',
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
