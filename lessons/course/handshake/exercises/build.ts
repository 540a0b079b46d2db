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
      'The handshakes with ports {first}, {second} and {third} break, each at another step. Mend them. Port {guarded} is guarded on purpose, and stays so.',
    values: { first, second, third, guarded },
    labText,
    lines: [line],
    views: ['firewall', 'sequence', 'ports'],
    needsLine: false,
    mayChange: ['firewall target'],
    hints: [
      'Each of the four rules stops one step of one handshake. Find out which, by its chain and its ports.',
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
        fail: 'Port {first} does not answer: step one is still kept back.',
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
        fail: 'Port {second} says nothing: look at what goes out.',
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
        fail: 'Port {third} was open, and is not any more.',
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
        fail: 'Port {guarded} was guarded on purpose, and is not any more.',
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
