import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { drop, island, lineFor, rejectOn } from '../labs.ts';

const prohibit = (port: number): string =>
  `iptables -A INPUT -p udp --dport ${port} -j REJECT --reject-with icmp-admin-prohibited`;

export function build(draw: Draw): Task {
  const lab = island(draw);
  const { answers, silent, closed, dropped, rejected } = lab;
  const labText = withRules(withRules(lab.labText, 'gateway', []), 'target', [
    drop(dropped),
    rejectOn('INPUT', rejected),
  ]);
  const line = lineFor(lab);
  const rules = (...commands: string[]) => ({ labText: withRules(labText, 'target', commands) });
  return {
    kind: 'build',
    intro:
      'Change the rules of the target. Afterwards a UDP scan should find port {rejected} filtered, and port {dropped} closed. Everything else stays as it is.',
    values: { answers, silent, closed, dropped, rejected },
    labText,
    lines: [line],
    views: ['firewall', 'ports'],
    needsLine: false,
    mayChange: ['firewall target'],
    hints: [
      'Nobody listens on port {dropped}. What would the kernel say if no rule stood in its way?',
      'Port unreachable from the target means closed, and silence open|filtered. Which other error can REJECT send?',
      'Try --reject-with icmp-admin-prohibited for port {rejected}.',
    ],
    goals: [
      {
        id: 'filtered',
        kind: 'state',
        line,
        port: `${rejected}/udp`,
        is: 'filtered',
        wants: 'Port {rejected} is filtered.',
        pass: 'Port {rejected} is filtered: an error says that a rule forbids it.',
        fail: 'Port {rejected} is not filtered. Silence makes it open|filtered, and port unreachable from the target makes it closed.',
        misconception: 'reject-looks-closed',
      },
      {
        id: 'closed',
        kind: 'state',
        line,
        port: `${dropped}/udp`,
        is: 'closed',
        wants: 'Port {dropped} is closed.',
        pass: 'Port {dropped} is closed: the target says that nobody listens.',
        fail: 'Port {dropped} is not closed. The kernel has to get the datagram to say that nobody listens: does a rule stop it?',
        misconception: 'udp-silence-is-open',
      },
      {
        id: 'answers-stays',
        kind: 'state',
        line,
        port: `${answers}/udp`,
        is: 'open',
        wants: 'Port {answers} stays open.',
        pass: 'Port {answers} answers, as before.',
        fail: 'Port {answers} answered, and does not any more: a rule matches too much.',
      },
      {
        id: 'silent-stays',
        kind: 'state',
        line,
        port: `${silent}/udp`,
        is: 'open|filtered',
        wants: 'Port {silent} stays open|filtered.',
        pass: 'Port {silent} is silent, as before.',
        fail: 'Something now answers for port {silent}: a rule matches too much.',
      },
    ],
    solution: rules(prohibit(rejected)),
    wrong: [
      rules(drop(rejected)),
      rules(drop(dropped), prohibit(rejected)),
      rules(rejectOn('INPUT', dropped), rejectOn('INPUT', rejected)),
      rules('iptables -A INPUT -p udp -j REJECT --reject-with icmp-admin-prohibited'),
    ],
  };
}
