import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import type { Goal } from '../../../goals/goal.ts';
import { DROP_EVERY_SYN, DROP_INVALID, twoStacks } from '../labs.ts';

const withFlags = (flags: string): string => `iptables -A INPUT -p tcp --tcp-flags ALL ${flags} -j DROP`;

const SCANS = [
  { id: 'fin', option: '-sF', name: 'A FIN scan' },
  { id: 'null', option: '-sN', name: 'A Null scan' },
  { id: 'xmas', option: '-sX', name: 'A Xmas scan' },
] as const;

export function build(draw: Draw): Task {
  const lab = twoStacks(draw);
  const { open, closed } = lab;
  const labText = withRules(lab.labText, 'web', [withFlags('FIN')]);
  const scan = (option: string): string => `nmap ${option} -p ${open},${closed} --reason web`;
  return {
    kind: 'build',
    intro:
      'The rule of the web server stops FIN scans, and only these. Change it so that FIN, Null and Xmas scans learn nothing of port {closed}. Who sends a SYN must be answered as before.',
    values: { open, closed },
    labText,
    lines: [scan('-sX')],
    views: ['firewall', 'ports'],
    needsLine: false,
    mayChange: ['firewall web'],
    hints: [
      'You could write one rule for each kind of probe. Is there one word for all three?',
      'Ask the firewall’s memory: these probes belong to no connection, and begin none.',
      'The match is -m conntrack --ctstate INVALID.',
    ],
    goals: [
      ...SCANS.map(
        ({ id, option, name }): Goal => ({
          id,
          kind: 'state',
          line: scan(option),
          port: `${closed}/tcp`,
          is: 'open|filtered',
          wants: `${name} finds port {closed} open|filtered.`,
          pass: `${name} hears nothing of port {closed}.`,
          fail: `${name} still gets a reset from port {closed}: its probe came through.`,
          misconception: 'xmas-works-anywhere',
        }),
      ),
      {
        id: 'open-stays',
        kind: 'state',
        line: scan('-sS'),
        port: `${open}/tcp`,
        is: 'open',
        wants: 'A SYN scan finds port {open} open, as before.',
        pass: 'Port {open} can be reached by who opens a connection.',
        fail: 'Port {open} cannot be reached any more: a rule matches SYNs too.',
      },
      {
        id: 'closed-stays',
        kind: 'state',
        line: scan('-sS'),
        port: `${closed}/tcp`,
        is: 'closed',
        wants: 'A SYN scan finds port {closed} closed, as before.',
        pass: 'A SYN to port {closed} is answered as before.',
        fail: 'A SYN to port {closed} gets no reset any more: a rule matches too much.',
      },
    ],
    solution: { labText: withRules(labText, 'web', [DROP_INVALID]) },
    wrong: [
      { labText: withRules(labText, 'web', [withFlags('FIN'), withFlags('NONE')]) },
      { labText: withRules(labText, 'web', ['iptables -A INPUT -p tcp -j DROP']) },
      { labText: withRules(labText, 'web', [DROP_EVERY_SYN]) },
      { labText: withRules(labText, 'web', [`iptables -A INPUT -p tcp --dport ${closed} -j DROP`]) },
    ],
  };
}
