import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, street } from '../labs.ts';

export function build(draw: Draw): Task {
  const lab = street(draw);
  const { open, closed, dropped, local, labText } = lab;
  const line = lineFor(lab);
  const drop = (port: number): string => `iptables -A INPUT -p tcp --dport ${port} -j DROP`;
  return {
    kind: 'build',
    intro:
      'Change the rules of the target so that port {closed} is filtered and port {dropped} is open. Everything else stays as it is.',
    values: { closed, dropped, open, local },
    labText,
    lines: [line],
    views: ['firewall', 'ports'],
    needsLine: false,
    mayChange: ['firewall target'],
    hints: [
      'A port is filtered where a rule keeps the SYN back.',
      'The rule that is there names one port. Which one should it name?',
      'Open the view Firewall and put {closed} in the place of {dropped}.',
    ],
    goals: [
      {
        id: 'filtered',
        kind: 'state',
        line,
        port: `${closed}/tcp`,
        is: 'filtered',
        wants: 'Port {closed} is filtered.',
        pass: 'Port {closed} is filtered: nothing comes back.',
        fail: 'Port {closed} still answers.',
        misconception: 'filtered-is-closed',
      },
      {
        id: 'opened',
        kind: 'state',
        line,
        port: `${dropped}/tcp`,
        is: 'open',
        wants: 'Port {dropped} is open.',
        pass: 'Port {dropped} is open: its service can be reached.',
        fail: 'Port {dropped} is not open: does a rule still name it?',
      },
      {
        id: 'open-stays',
        kind: 'state',
        line,
        port: `${open}/tcp`,
        is: 'open',
        wants: 'Port {open} stays open.',
        pass: 'Port {open} is open, as before.',
        fail: 'Port {open} was open, and is not any more: a rule matches too much.',
      },
      {
        id: 'local-stays',
        kind: 'state',
        line,
        port: `${local}/tcp`,
        is: 'closed',
        wants: 'Port {local} stays closed.',
        pass: 'Port {local} is closed, as before.',
        fail: 'Port {local} was closed, and is not any more: a rule matches too much.',
      },
    ],
    solution: { labText: withRules(labText, 'target', [drop(closed)]) },
    wrong: [
      { labText: withRules(labText, 'target', [drop(dropped), drop(closed)]) },
      { labText: withRules(labText, 'target', []) },
      { labText: withRules(labText, 'target', ['iptables -A INPUT -p tcp -j DROP']) },
    ],
  };
}
