import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { behind, lineFor, prohibitedRule, rejectRule, resetRule } from '../labs.ts';

export function build(draw: Draw): Task {
  const lab = behind(draw);
  const { open, reset, rejected, local } = lab;
  const labText = withRules(lab.labText, 'gateway', []);
  const line = lineFor(lab);
  const gateway = (...rules: readonly string[]): { labText: string } => ({
    labText: withRules(labText, 'gateway', rules),
  });
  const prohibited = prohibitedRule(rejected);
  return {
    kind: 'build',
    intro:
      'This lab file is to be a model of a real network, but it does not agree with it. A live SYN scan has found port {reset} closed, by a reset that came from the gateway. It has found port {rejected} filtered, by an ICMP error admin-prohibited from the gateway. Ports {open} and {local} agree. Mend the rules of the gateway.',
    values: { open, reset, rejected, local },
    labText,
    lines: [line],
    views: ['firewall', 'ports', 'topology'],
    needsLine: false,
    mayChange: ['firewall gateway'],
    hints: [
      'Packets that a router passes on meet its chain FORWARD.',
      'The option --reject-with says which answer a REJECT gives.',
      'One rule with tcp-reset for {reset}, and one with icmp-admin-prohibited for {rejected}.',
    ],
    goals: [
      {
        id: 'reset',
        kind: 'state',
        line,
        port: `${reset}/tcp`,
        is: 'closed',
        reason: 'reset',
        wants: 'Port {reset} is closed, by a reset.',
        pass: 'Port {reset} is closed, as in the live scan.',
        fail: 'Port {reset} is not closed by a reset, as it is live.',
        misconception: 'state-belongs-to-port',
      },
      {
        id: 'not-the-target',
        kind: 'packet',
        line,
        at: 'target',
        what: 'received',
        matches: { protocol: 'tcp', destinationPort: reset },
        count: 'none',
        wants: 'No SYN to port {reset} gets to the target.',
        pass: 'The target never sees a SYN to port {reset}: the gateway answers for it.',
        fail: 'A SYN to port {reset} gets to the target. Live, the gateway has answered.',
        misconception: 'only-host-answers',
      },
      {
        id: 'prohibited',
        kind: 'state',
        line,
        port: `${rejected}/tcp`,
        is: 'filtered',
        reason: 'admin-prohibited',
        wants: 'Port {rejected} is filtered, for the reason admin-prohibited.',
        pass: 'Port {rejected} is filtered for the reason that the live scan has given.',
        fail: 'Port {rejected} is not filtered for the reason admin-prohibited. Live it is.',
      },
      {
        id: 'open-stays',
        kind: 'state',
        line,
        port: `${open}/tcp`,
        is: 'open',
        wants: 'Port {open} stays open.',
        pass: 'Port {open} is open, as before.',
        fail: 'Port {open} was open and is not any more: a rule matches too much.',
      },
      {
        id: 'local-stays',
        kind: 'state',
        line,
        port: `${local}/tcp`,
        is: 'closed',
        wants: 'Port {local} stays closed.',
        pass: 'Port {local} is closed, as before.',
        fail: 'Port {local} was closed and is not any more: a rule matches too much.',
      },
    ],
    solution: gateway(resetRule(reset), prohibited),
    wrong: [
      gateway(resetRule(reset), rejectRule(rejected)),
      gateway(...[resetRule(reset), prohibited].map((rule) => rule.replace('FORWARD', 'INPUT'))),
      gateway('iptables -A FORWARD -p tcp -j REJECT --reject-with tcp-reset', prohibited),
      { labText: withTargetRules(labText, [resetRule(reset), prohibited]) },
    ],
  };
}

/** The right answers from the wrong machine. */
const withTargetRules = (labText: string, rules: readonly string[]): string =>
  withRules(
    labText,
    'target',
    rules.map((rule) => rule.replace('FORWARD', 'INPUT')),
  );
