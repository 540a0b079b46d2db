import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { listed } from '../labs.ts';
import { guests } from '../routed.ts';

export function build(draw: Draw): Task {
  const { open, staff, store, labText } = guests(draw);
  const line = `nmap -sS -p ${listed([open, staff, store])} web`;
  const rules = (...texts: readonly string[]): { labText: string } => ({
    labText: withRules(labText, 'gateway', texts),
  });
  const pass = (chain: string): string => `iptables -A ${chain} -i wifi -p tcp --dport ${open} -j ACCEPT`;
  const stop = (chain: string): string => `iptables -A ${chain} -i wifi -j DROP`;
  return {
    kind: 'build',
    intro:
      'The router gateway stands between the staff, the guests and the server web. Write its rules so that a guest sees nothing of web but port {open}. For the staff all stays as it is. The networks are called office, wifi and dmz, and so are the interfaces of the router.',
    values: { open, staff, store },
    labText,
    lines: [line],
    views: ['firewall', 'topology', 'ports'],
    needsLine: false,
    mayChange: ['firewall gateway'],
    hints: [
      'Packets for web are not for the router itself. Which chain do they meet?',
      'First the exception, then the rule: accept port {open} from wifi, then drop all from wifi.',
      '-i wifi matches what came in by the interface of the guests.',
      'Your scan stands on the side of the staff. The goals are also checked from the side of the guest.',
    ],
    goals: [
      {
        id: 'guest-sees',
        kind: 'only',
        line,
        from: 'guest',
        is: 'open',
        ports: [`${open}/tcp`],
        wants: 'A guest sees nothing open but port {open}.',
        pass: 'Seen by a guest, port {open} is open, and no other.',
        fail: 'Seen by a guest, it is not port {open} and nothing else that is open. A scan from the office does not show that.',
        misconception: 'self-scan-proves',
      },
      {
        id: 'guest-store',
        kind: 'packet',
        line,
        from: 'guest',
        at: 'web',
        what: 'received',
        matches: { protocol: 'tcp', destinationPort: store },
        count: 'none',
        wants: 'No packet of a guest for port {store} reaches web.',
        pass: 'Packets of guests for port {store} end at the router.',
        fail: 'A packet of a guest for port {store} reaches web. Which chain does it pass on the router?',
        misconception: 'input-protects-all',
      },
      {
        id: 'staff-sees',
        kind: 'only',
        line,
        is: 'open',
        ports: [`${open}/tcp`, `${staff}/tcp`, `${store}/tcp`],
        wants: 'The staff sees all three ports open.',
        pass: 'For the staff all three ports are open, as before.',
        fail: 'The staff does not see all three ports open any more: a rule matches too much.',
      },
    ],
    solution: rules(pass('FORWARD'), stop('FORWARD')),
    wrong: [
      rules(pass('INPUT'), stop('INPUT')),
      rules(stop('FORWARD'), pass('FORWARD')),
      rules(pass('FORWARD'), 'iptables -P FORWARD DROP'),
      rules(`iptables -A FORWARD -i wifi -p tcp --dport ${staff} -j DROP`),
    ],
  };
}
