import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { leaky, leakyRules, listed } from '../labs.ts';

export function build(draw: Draw): Task {
  const { open, hidden, labText } = leaky(draw);
  const ports = listed([open, hidden]);
  const ack = `nmap -sA -p ${ports} target`;
  const rules = (...texts: readonly string[]): { labText: string } => ({
    labText: withRules(labText, 'target', texts),
  });
  return {
    kind: 'build',
    intro:
      'Port {open} is open to all, and a stray ACK gets in there too. Change the rules so that an ACK scan finds both ports filtered, while real guests of port {open} notice nothing. Leave rule 1 where it is: their packets come in by it.',
    values: { open, hidden },
    labText,
    lines: [ack],
    views: ['firewall', 'ports', 'sequence'],
    needsLine: false,
    mayChange: ['firewall target'],
    hints: [
      'Which rule lets the stray ACK in? Ask the view Firewall after the scan.',
      'A real connection begins with a SYN. Its later packets are ESTABLISHED, and rule 1 lets them in.',
      'Put --syn into the rule for port {open}.',
    ],
    goals: [
      {
        id: 'ack-filtered',
        kind: 'only',
        line: ack,
        is: 'filtered',
        ports: [`${open}/tcp`, `${hidden}/tcp`],
        wants: 'An ACK scan finds both ports filtered.',
        pass: 'No stray ACK gets an answer.',
        fail: 'An ACK scan does not find both ports filtered: a stray ACK is answered.',
        misconception: 'unfiltered-is-open',
      },
      {
        id: 'open-stays',
        kind: 'only',
        line: `nmap -sS -p ${ports} target`,
        is: 'open',
        ports: [`${open}/tcp`],
        wants: 'A SYN scan finds port {open} open, and no other.',
        pass: 'Port {open} is open, as before, and port {hidden} is not.',
        fail: 'To a SYN scan it is not port {open} alone that is open.',
        misconception: 'ack-finds-open',
      },
      {
        id: 'guests-pass',
        kind: 'rule',
        line: `nmap -sT -p ${ports} target`,
        host: 'target',
        chain: 'INPUT',
        target: 'ACCEPT',
        number: 1,
        count: 'some',
        wants: 'Rule 1 still lets in what belongs to a real connection.',
        pass: 'The packets of real connections come in by rule 1.',
        fail: 'The packets of a real connection do not come in by rule 1 any more.',
      },
    ],
    solution: rules(...leakyRules(open, '--syn ')),
    wrong: [
      rules('iptables -A INPUT -p tcp --tcp-flags ACK ACK -j DROP', ...leakyRules(open, '')),
      rules(...leakyRules(hidden, '--syn ')),
      rules(...leakyRules(open, ''), 'iptables -A INPUT -p tcp ! --syn -m conntrack --ctstate NEW -j DROP'),
      rules('iptables -A INPUT -j DROP'),
    ],
  };
}
