import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { dropRule, inOrder, plain, rejectRule, resetRule } from '../labs.ts';

export function build(draw: Draw): Task {
  const { open, hidden, silent, told, labText } = plain(draw);
  const line = `nmap -sS -p ${inOrder([open, hidden, silent, told])} --reason target`;
  const rules = (...texts: readonly string[]): { labText: string } => ({
    labText: withRules(labText, 'target', texts),
  });
  return {
    kind: 'build',
    intro:
      'The target’s four services stand open. Guard three of them: port {hidden} shall look as if nobody listened, port {silent} shall say nothing, and port {told} shall be refused with an ICMP error. Port {open} stays open.',
    values: { open, hidden, silent, told },
    labText,
    lines: [line],
    views: ['firewall', 'ports'],
    needsLine: false,
    mayChange: ['firewall target'],
    hints: [
      'One rule a port, in the chain INPUT: iptables -A INPUT -p tcp --dport N -j …',
      'DROP is silent. REJECT sends an ICMP error. REJECT --reject-with tcp-reset sends a reset.',
      'Only a reset looks like a port without a listener.',
    ],
    goals: [
      {
        id: 'hidden',
        kind: 'state',
        line,
        port: `${hidden}/tcp`,
        is: 'closed',
        reason: 'reset',
        wants: 'Port {hidden} is closed, by a reset.',
        pass: 'Port {hidden} looks as if nobody listened.',
        fail: 'Port {hidden} does not look like a port without a listener. What does such a port send?',
        misconception: 'reject-looks-closed',
      },
      {
        id: 'silent',
        kind: 'state',
        line,
        port: `${silent}/tcp`,
        is: 'filtered',
        reason: 'no-response',
        wants: 'Port {silent} is filtered: no response.',
        pass: 'Port {silent} says nothing.',
        fail: 'Something comes back for port {silent}.',
        misconception: 'filtered-is-closed',
      },
      {
        id: 'told',
        kind: 'state',
        line,
        port: `${told}/tcp`,
        is: 'filtered',
        reason: 'port-unreach',
        wants: 'Port {told} is filtered: port unreachable.',
        pass: 'Port {told} is refused with an ICMP error.',
        fail: 'No ICMP error, port unreachable, comes back for port {told}.',
        misconception: 'drop-is-safer',
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
    ],
    solution: rules(resetRule(hidden), dropRule(silent), rejectRule(told)),
    wrong: [
      rules(rejectRule(hidden), dropRule(silent), rejectRule(told)),
      rules(dropRule(hidden), dropRule(silent), dropRule(told)),
      rules(resetRule(hidden), dropRule(silent), 'iptables -A INPUT -p tcp -j REJECT'),
    ],
  };
}
