import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { FaultTask } from '../../../exercise/task.ts';
import { acceptRule, broken, brokenStart, listed } from '../labs.ts';

export function fault(draw: Draw): FaultTask {
  const { works, wanted, hidden, labText } = broken(draw);
  const line = `nmap -sS -p ${listed([works, wanted, hidden])} --reason target`;
  const rules = (...texts: readonly string[]): { labText: string } => ({
    labText: withRules(labText, 'target', texts),
  });
  const start = brokenStart(works);
  const dropAll = 'iptables -A INPUT -j DROP';
  return {
    kind: 'fault',
    intro:
      'Somebody writes: "I allowed port {wanted} yesterday, and still nobody reaches it. Port {works} is fine." Say what keeps the packets back, and mend it with the smallest change. Port {hidden} must stay out of reach.',
    values: { works, wanted, hidden },
    labText,
    lines: [line],
    views: ['firewall', 'ports'],
    needsLine: false,
    mayChange: ['firewall target'],
    hints: [
      'Scan, then look at the counters in the view Firewall. Which rule has never met a packet?',
      'A packet for port {wanted} goes through the rules from the top. Where does its way end?',
      'The rule for port {wanted} is right. Only its place is wrong.',
    ],
    diagnosis: {
      id: 'diagnosis',
      ask: 'What decides about a SYN to port {wanted}?',
      truth: { labText, line, port: `${wanted}/tcp`, what: 'rule' },
      options: [
        {
          id: 'INPUT 5',
          text: 'Rule 5 accepts it, so the fault is in the service.',
          says: 'Rule 5 has never met a packet. Its counter says so.',
          misconception: 'append-adds-permission',
        },
        {
          id: 'INPUT 0',
          text: 'The policy of the chain: no rule matches.',
          says: 'Rule 4 matches every packet, so none is left for the policy.',
        },
        {
          id: 'INPUT 4',
          text: 'Rule 4: it drops all, and stands before the one that accepts.',
          says: 'Yes. Rule 5 was appended behind a rule that leaves nothing over.',
        },
        {
          id: 'INPUT 2',
          text: 'Rule 2: the packet belongs to no connection yet.',
          says: 'For that reason rule 2 does not match. A rule that does not match decides nothing.',
        },
      ],
    },
    goals: [
      {
        id: 'wanted-open',
        kind: 'state',
        line,
        port: `${wanted}/tcp`,
        is: 'open',
        wants: 'Port {wanted} is open.',
        pass: 'Port {wanted} is open: its rule comes before the one that drops all.',
        fail: 'Port {wanted} is not open. Does its rule get any packet?',
        misconception: 'append-adds-permission',
      },
      {
        id: 'works-stays',
        kind: 'state',
        line,
        port: `${works}/tcp`,
        is: 'open',
        wants: 'Port {works} stays open.',
        pass: 'Port {works} is open, as before.',
        fail: 'Port {works} was open, and is not any more.',
      },
      {
        id: 'hidden-stays',
        kind: 'state',
        line,
        port: `${hidden}/tcp`,
        is: 'filtered',
        wants: 'Port {hidden} stays filtered.',
        pass: 'Port {hidden} is out of reach, as before.',
        fail: 'Port {hidden} can be reached now: the change opened too much.',
      },
    ],
    solution: rules(...start, acceptRule(wanted), dropAll),
    wrong: [
      rules(...start, dropAll, acceptRule(wanted), acceptRule(wanted)),
      rules(...start, acceptRule(wanted)),
      rules(...start, dropAll, acceptRule(wanted), 'iptables -P INPUT ACCEPT'),
      rules(...start, acceptRule(wanted), acceptRule(hidden), dropAll),
    ],
  };
}
