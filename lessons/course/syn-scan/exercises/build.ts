import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { half, inOrder } from '../labs.ts';

/** nmap's raw probes leave with a TTL of 37 to 59, connections of Linux with 64. */
const LEAST_OF_CLIENTS = 60;

export function build(draw: Draw): Task {
  const { open, closed, labText } = half(draw);

  const probes = `nmap -sS -p ${open} target`;
  const clients = `nmap -sT -p ${inOrder([open, closed])} target`;
  const rules = (...texts: readonly string[]): { labText: string } => ({
    labText: withRules(labText, 'target', texts),
  });
  return {
    kind: 'build',
    intro:
      'A SYN scan is far from invisible: nmap’s SYNs do not even look like those of a client. Write one rule for the target that drops the probes of a SYN scan to port {open}, and lets true clients in.',
    values: { open, closed },
    labText: withRules(labText, 'target', ['# Nothing yet.']),
    lines: [probes, clients],
    views: ['packets', 'inspector', 'firewall'],
    needsLine: false,
    mayChange: ['firewall target'],
    hints: [
      'Run both scans and compare two SYNs: TTL, window, options, and how long the packet is.',
      'nmap draws a TTL from 37 to 59 for each probe. A kernel of Linux begins with 64.',
      'Two matches of iptables help: -m ttl --ttl-lt N, and -m length --length N.',
    ],
    goals: [
      {
        id: 'probe-dropped',
        kind: 'state',
        line: probes,
        port: `${open}/tcp`,
        is: 'filtered',
        reason: 'no-response',
        wants: 'The SYN scan finds port {open} filtered.',
        pass: 'The probes to port {open} were told from clients, and dropped.',
        fail: 'The SYN scan still gets an answer from port {open}.',
        misconception: 'syn-is-invisible',
      },
      {
        id: 'client-in',
        kind: 'state',
        line: clients,
        port: `${open}/tcp`,
        is: 'open',
        wants: 'A client that connects to port {open} gets in.',
        pass: 'Clients of port {open} get in, as before.',
        fail: 'True clients of port {open} are kept out: the rule matches them too.',
      },
      {
        id: 'closed-stays',
        kind: 'state',
        line: clients,
        port: `${closed}/tcp`,
        is: 'closed',
        wants: 'A client that connects to port {closed} is refused.',
        pass: 'Port {closed} refuses, as before.',
        fail: 'Clients of port {closed} were refused before. Now they have to wait.',
      },
      {
        id: 'one',
        kind: 'rules',
        host: 'target',
        atMost: 1,
        wants: 'There is one rule, and no more.',
        pass: 'One rule did it.',
        fail: 'There are more rules than one.',
      },
    ],
    solution: rules(
      `iptables -A INPUT -p tcp --syn --dport ${open} -m ttl --ttl-lt ${LEAST_OF_CLIENTS} -j DROP`,
    ),
    wrong: [
      rules(`iptables -A INPUT -p tcp --syn --dport ${open} -j DROP`),
      rules(`iptables -A INPUT -p tcp --syn --dport ${open} -j LOG --log-prefix "knock: "`),
      rules(`iptables -A INPUT -p tcp --dport ${open} ! --syn -j DROP`),
      rules('iptables -A INPUT -p tcp --syn -m ttl --ttl-gt 62 -j DROP'),
    ],
  };
}
