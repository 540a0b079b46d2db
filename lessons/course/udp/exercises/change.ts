import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { drop, island, lineFor, rejectOn } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = island(draw);
  const { silent, closed, dropped, rejected, labText } = lab;
  const withoutGateway = withRules(labText, 'gateway', []);
  return {
    kind: 'predict',
    intro:
      'The rule for port {rejected} has moved from the router to the target. It says the same, but in another chain of another machine. Which states does the scan find now?',
    values: { rejected, dropped },
    before: {
      labText,
      line: lineFor(lab),
      changed: 'The rule that rejects port {rejected} now stands in INPUT of the target.',
    },
    labText: withRules(withoutGateway, 'target', [drop(dropped), rejectOn('INPUT', rejected)]),
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    asks: [
      {
        port: `${rejected}/udp`,
        right: 'Yes. The same error now comes from the target itself, and that makes it {state}.',
        wrong: {
          filtered: {
            says: 'A rule still filters. But the target itself now says port unreachable, and nmap believes it: {state}.',
            misconception: 'only-host-answers',
          },
          'open|filtered': {
            says: 'That is for silence, and REJECT sends an error. It comes from the target now: {state}.',
          },
        },
      },
      { port: `${closed}/udp` },
      {
        port: `${silent}/udp`,
        right: 'Yes. Nothing was changed about it: silence, and two possible causes.',
        wrong: {
          open: {
            says: 'The service is still silent, and silence proves no service: {state}.',
            misconception: 'udp-silence-is-open',
          },
        },
      },
    ],
  };
}
