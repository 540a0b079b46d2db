import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import type { Goal } from '../../../goals/goal.ts';
import { dropRule, listed, pair, rejectRule } from '../labs.ts';

export function build(draw: Draw): Task {
  const { open, hidden, told, labText } = pair(draw);
  const ports = listed([open, hidden, told]);
  const [syn, connect] = [`nmap -sS -p ${ports} target`, `nmap -sT -p ${ports} target`];
  const rules = (...texts: readonly string[]): { labText: string } => ({
    labText: withRules(labText, 'target', texts),
  });
  return {
    kind: 'build',
    intro:
      'Port {hidden} is to look closed in a SYN scan and in a connect scan. Port {told} is to be filtered in both, but not by silence: it must answer at once. Port {open} stays open.',
    values: { open, hidden, told },
    labText,
    lines: [syn, connect],
    views: ['firewall', 'ports'],
    needsLine: false,
    mayChange: ['firewall target'],
    hints: [
      'Which answer reads as closed to both scans? It is the one that TCP itself uses.',
      'Port {told} needs an error for which the kernel says that the host cannot be reached.',
      'Try --reject-with tcp-reset for one, and --reject-with icmp-host-prohibited for the other.',
    ],
    goals: [...hiddenGoals(hidden, syn, connect), ...toldGoals(told, syn, connect), openGoal(open, syn)],
    solution: rules(rejectRule(hidden, 'tcp-reset'), rejectRule(told, 'icmp-host-prohibited')),
    wrong: [
      rules(rejectRule(hidden, 'tcp-reset'), rejectRule(told, 'tcp-reset')),
      rules(rejectRule(hidden, 'tcp-reset'), dropRule(told)),
      rules(rejectRule(hidden), rejectRule(told, 'icmp-host-prohibited')),
      rules('iptables -A INPUT -p tcp -j REJECT --reject-with tcp-reset'),
    ],
  };
}

const hiddenGoals = (hidden: number, syn: string, connect: string): readonly Goal[] => [
  {
    id: 'hidden-syn',
    kind: 'state',
    line: syn,
    port: `${hidden}/tcp`,
    is: 'closed',
    wants: 'A SYN scan finds port {hidden} closed.',
    pass: 'To a SYN scan port {hidden} looks closed.',
    fail: 'A SYN scan does not find port {hidden} closed. For that a reset has to come back.',
    misconception: 'reject-looks-closed',
  },
  {
    id: 'hidden-connect',
    kind: 'state',
    line: connect,
    port: `${hidden}/tcp`,
    is: 'closed',
    wants: 'A connect scan finds port {hidden} closed.',
    pass: 'To a connect scan port {hidden} looks closed.',
    fail: 'A connect scan does not find port {hidden} closed. For that its kernel has to hear a refusal.',
  },
];

const toldGoals = (told: number, syn: string, connect: string): readonly Goal[] => [
  {
    id: 'told-syn',
    kind: 'state',
    line: syn,
    port: `${told}/tcp`,
    is: 'filtered',
    wants: 'A SYN scan finds port {told} filtered.',
    pass: 'To a SYN scan port {told} is filtered.',
    fail: 'A SYN scan does not find port {told} filtered. A reset means closed, and a SYN/ACK means open.',
  },
  {
    id: 'told-connect',
    kind: 'state',
    line: connect,
    port: `${told}/tcp`,
    is: 'filtered',
    reason: 'host-unreach',
    wants: 'A connect scan finds port {told} filtered, and is told so.',
    pass: 'A connect scan is told at once, and finds port {told} filtered.',
    fail: 'For port {told} the kernel is not told that the host cannot be reached. It hears a refusal, a SYN/ACK or nothing.',
    misconception: 'same-state-every-scan',
  },
];

const openGoal = (open: number, syn: string): Goal => ({
  id: 'open-stays',
  kind: 'state',
  line: syn,
  port: `${open}/tcp`,
  is: 'open',
  wants: 'Port {open} stays open.',
  pass: 'Port {open} is open, as before.',
  fail: 'Port {open} was open, and is not any more: a rule matches too much.',
});
