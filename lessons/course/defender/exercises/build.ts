import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { blind, logRule } from '../labs.ts';

export function build(draw: Draw): Task {
  const { open, closed, labText } = blind(draw);
  const [first, second] = closed;
  const scan = `nmap -sS -p ${[open, first, second].sort((a, b) => a - b).join(',')} target`;
  const log = 'LOG --log-prefix "knock: "';
  const rules = (...texts: readonly string[]): { labText: string } => ({
    labText: withRules(labText, 'target', texts),
  });
  return {
    kind: 'build',
    intro:
      'The target has one service, on port {open}. Write its rules so that every SYN to any other port leaves a line in its log, while guests of port {open} leave none. A scanner must not see any difference.',
    values: { open, first, second },
    labText,
    lines: [scan],
    views: ['firewall', 'ports', 'defender'],
    needsLine: false,
    mayChange: ['firewall target'],
    hints: [
      'LOG writes a line and lets the packet go on. It changes no state.',
      'Match on --syn, so that only first packets count, and leave port {open} out.',
      'A mark ! turns a match round: ! --dport {open} means any port but this one.',
    ],
    goals: [
      {
        id: 'first-logged',
        kind: 'rule',
        line: `nmap -sS -p ${first} target`,
        host: 'target',
        chain: 'INPUT',
        target: 'LOG',
        count: 'some',
        wants: 'A SYN to port {first} leaves a line.',
        pass: 'A SYN to port {first} is in the log.',
        fail: 'A SYN came to port {first}, and the log knows nothing of it.',
        misconception: 'syn-is-invisible',
      },
      {
        id: 'second-logged',
        kind: 'rule',
        line: `nmap -sS -p ${second} target`,
        host: 'target',
        chain: 'INPUT',
        target: 'LOG',
        count: 'some',
        wants: 'A SYN to port {second} leaves a line.',
        pass: 'A SYN to port {second} is in the log.',
        fail: 'A SYN came to port {second}, and the log knows nothing of it.',
      },
      {
        id: 'guests-not-logged',
        kind: 'rule',
        line: `nmap -sT -p ${open} target`,
        host: 'target',
        chain: 'INPUT',
        target: 'LOG',
        count: 'none',
        wants: 'A guest of port {open} leaves no line.',
        pass: 'Guests of port {open} stay out of the log.',
        fail: 'A guest of port {open} is in the log. Soon nobody would read it.',
      },
      {
        id: 'open-stays',
        kind: 'only',
        line: scan,
        is: 'open',
        ports: [`${open}/tcp`],
        wants: 'Port {open} stays open, and no other port is.',
        pass: 'Port {open} is open, as before.',
        fail: 'Port {open} was open, and is not any more: a rule stops its guests.',
      },
      {
        id: 'closed-stay',
        kind: 'only',
        line: scan,
        is: 'closed',
        ports: [`${first}/tcp`, `${second}/tcp`],
        wants: 'Ports {first} and {second} stay closed.',
        pass: 'The other ports are closed, as before.',
        fail: 'A scanner sees a difference: a port that was closed is not any more.',
        misconception: 'drop-is-safer',
      },
    ],
    solution: rules(`iptables -A INPUT -p tcp --syn ! --dport ${open} -j ${log}`),
    wrong: [
      rules(`iptables -A INPUT -p tcp --syn -j ${log}`),
      rules(logRule(first, 'knock')),
      rules(
        `iptables -A INPUT -p tcp --syn ! --dport ${open} -j ${log}`,
        `iptables -A INPUT -p tcp --syn ! --dport ${open} -j DROP`,
      ),
      rules(
        `iptables -A INPUT -p tcp --syn ! --dport ${open} -j REJECT --reject-with tcp-reset`,
        `iptables -A INPUT -p tcp --syn ! --dport ${open} -j ${log}`,
      ),
    ],
  };
}
