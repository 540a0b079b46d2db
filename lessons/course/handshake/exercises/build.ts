import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { broken, deafRule, dropRule, inOrder, muteRule } from '../labs.ts';

export function build(draw: Draw): Task {
  const { first, second, third, guarded, labText } = broken(draw);
  const line = `nmap -sT -p ${inOrder([first, second, third, guarded])} --reason target`;
  const rules = (...texts: readonly string[]): { labText: string } => ({
    labText: withRules(labText, 'target', texts),
  });
  return {
    kind: 'build',
    intro:
      'The handshakes with ports {first}, {second} and {third} break, each at another step. Rules of the target do it. Mend all three by taking rules away. Port {guarded} is guarded on purpose, and stays so.',
    values: { first, second, third, guarded },
    labText,
    lines: [line],
    views: ['firewall', 'sequence', 'ports'],
    needsLine: false,
    mayChange: ['firewall target'],
    hints: [
      'Each of the four rules stops one step of one handshake. INPUT can stop steps one and three, OUTPUT step two. --dport and --sport name the port.',
      'One port looks open already, and is not well: its third step is dropped, and the target asks again.',
      'Only the rule that names port {guarded} has to stay.',
    ],
    goals: [
      {
        id: 'first',
        kind: 'state',
        line,
        port: `${first}/tcp`,
        is: 'open',
        wants: 'The handshake with port {first} gets past step one.',
        pass: 'Step one reaches port {first}, and is answered.',
        fail: 'Port {first} is not open: does a rule in INPUT still stop its SYN?',
        misconception: 'filtered-is-closed',
      },
      {
        id: 'second',
        kind: 'state',
        line,
        port: `${second}/tcp`,
        is: 'open',
        wants: 'The handshake with port {second} gets past step two.',
        pass: 'Step two of port {second} comes back.',
        fail: 'Port {second} is not open: does a rule in OUTPUT still drop its SYN/ACK?',
        misconception: 'state-belongs-to-port',
      },
      {
        id: 'third-open',
        kind: 'state',
        line,
        port: `${third}/tcp`,
        is: 'open',
        wants: 'Port {third} stays open.',
        pass: 'Port {third} is open, as before.',
        fail: 'Port {third} was open, and is not any more: does a new rule stop step one or two?',
      },
      {
        id: 'third',
        kind: 'packet',
        line,
        at: 'scanner',
        what: 'sent',
        matches: { protocol: 'tcp', destinationPort: third, flags: 'R' },
        count: 'none',
        wants: 'Step three reaches port {third}.',
        pass: 'Port {third} hears step three. It need not ask again.',
        fail: 'Port {third} does not hear step three. It sends its SYN/ACK once more, and gets a reset.',
      },
      {
        id: 'guarded',
        kind: 'state',
        line,
        port: `${guarded}/tcp`,
        is: 'filtered',
        wants: 'Port {guarded} stays filtered.',
        pass: 'Port {guarded} is guarded, as before.',
        fail: 'Port {guarded} is not filtered any more: the rule that drops its SYN has to stay.',
      },
    ],
    solution: rules(dropRule(guarded)),
    wrong: [
      rules(),
      rules(dropRule(guarded), deafRule(third)),
      rules(dropRule(guarded), muteRule(second)),
      rules(dropRule(guarded), dropRule(third)),
    ],
  };
}
