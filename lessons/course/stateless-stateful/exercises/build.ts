import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import type { Goal } from '../../../goals/goal.ts';
import { KNOWN_FLOWS, listed, vault } from '../labs.ts';

export function build(draw: Draw): Task {
  const { mirror, sql, ssh, labText } = vault(draw);
  const ports = listed([sql, ssh]);
  const rules = (...texts: readonly string[]): { labText: string } => ({
    labText: withRules(labText, 'gateway', texts),
  });
  const begins = 'iptables -A FORWARD -i dmz -o lan -j ACCEPT';
  return {
    kind: 'build',
    intro:
      'The database db fetches updates from mirror, on port {mirror}. It is to begin connections itself, and nobody in lan is to begin one with it. Write the rules of the router gateway. Its interfaces are called lan and dmz.',
    values: { mirror, sql, ssh },
    labText,
    lines: [`nmap -sS -Pn -p ${ports} db`],
    views: ['firewall', 'topology', 'ports'],
    needsLine: false,
    mayChange: ['firewall gateway'],
    hints: [
      'Two things may pass: what db begins, and what belongs to a flow that the router knows.',
      'The rest is for the policy of FORWARD.',
      'A rule that looks for SYN is not enough: an ACK of nobody would still walk past it.',
    ],
    goals: [fetches(mirror), ...unreached(ports)],
    solution: rules('iptables -P FORWARD DROP', KNOWN_FLOWS, begins),
    wrong: [
      rules('iptables -P FORWARD DROP', begins),
      rules('iptables -A FORWARD -i lan -o dmz -p tcp --syn -j DROP'),
      rules('iptables -P INPUT DROP', KNOWN_FLOWS.replace('FORWARD', 'INPUT')),
      rules(
        'iptables -A FORWARD -i lan -m conntrack --ctstate NEW -j DROP',
        'iptables -A FORWARD -i lan -j DROP',
      ),
    ],
  };
}

const fetches = (mirror: number): Goal => ({
  id: 'db-fetches',
  kind: 'state',
  line: `nmap -sS -Pn -p ${mirror} mirror`,
  from: 'db',
  port: `${mirror}/tcp`,
  is: 'open',
  wants: 'Seen by db, port {mirror} of mirror is open.',
  pass: 'What db begins gets its answer.',
  fail: 'db asks, and no answer comes back to it. Does a rule accept the way back?',
  misconception: 'replies-come-back',
});

const unreached = (ports: string): readonly Goal[] => [
  {
    id: 'no-new-packet',
    kind: 'packet',
    line: `nmap -sS -Pn -p ${ports} db`,
    at: 'db',
    what: 'received',
    matches: { protocol: 'tcp', flags: 'S' },
    count: 'none',
    wants: 'No packet that begins a connection reaches db.',
    pass: 'Every SYN to db ends at the router.',
    fail: 'A SYN from lan reaches db. Which chain of the router does it pass?',
    misconception: 'input-protects-all',
  },
  {
    id: 'no-stray-ack',
    kind: 'packet',
    line: `nmap -sA -Pn -p ${ports} db`,
    at: 'db',
    what: 'received',
    matches: { protocol: 'tcp' },
    count: 'none',
    wants: 'No ACK without a connection reaches db.',
    pass: 'An ACK that belongs to no flow ends at the router as well.',
    fail: 'An ACK that belongs to no flow reaches db. A rule that looks for SYN does not see it.',
  },
];
