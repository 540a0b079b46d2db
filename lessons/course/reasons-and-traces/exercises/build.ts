import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { gatewayRules, lineFor, path } from '../labs.ts';

/** A service cannot be reached. Which machine is it, and which line has to go? */
export function build(draw: Draw): Task {
  const lab = path(draw);
  const { open, barred, reset, refused } = lab;
  const [prohibit = '', resets = ''] = gatewayRules(lab);
  const rules = draw.shuffled([prohibit, resets]);
  const labText = withRules(lab.labText, 'gateway', rules);
  const line = lineFor(lab);
  const gateway = (...commands: string[]) => ({ labText: withRules(labText, 'gateway', commands) });
  return {
    kind: 'fault',
    intro:
      'Nobody gets through to the service on port {reset}. It runs, and the scan calls the port closed. Say what does it, and mend it with the smallest change. All other ports stay as they are.',
    values: { open, barred, reset, refused },
    labText,
    lines: [line],
    views: ['ports', 'sequence', 'firewall'],
    needsLine: false,
    mayChange: ['firewall gateway', 'firewall target'],
    hints: [
      'Look at the TTL in the last column: who sent the reset for port {reset}?',
      'An answer of the target has passed the gateway, and its TTL is 63.',
      'One rule of the gateway has to go.',
    ],
    diagnosis: {
      id: 'who',
      ask: 'What decides about the SYN to port {reset}?',
      truth: { labText, line, port: `${reset}/tcp`, what: 'rule' },
      options: [
        ...rules.map((rule, index) => ({
          id: `FORWARD ${index + 1}`,
          text: `Rule ${index + 1} of the gateway’s FORWARD chain`,
          says:
            rule === resets
              ? 'Yes. It rejects with a reset, in the target’s name. Only the TTL tells it from a reset of the target.'
              : 'That one is for port {barred}, and it answers with an ICMP error. The scan saw a reset.',
        })),
        {
          id: 'INPUT 1',
          text: 'Rule 1 of the target’s INPUT chain',
          says: 'That one is for port {refused}. An answer of the target would have a TTL of 63.',
          misconception: 'reason-is-noise',
        },
        {
          id: 'none',
          text: 'No rule: nothing listens on port {reset}',
          says: 'The reset has a TTL of 64. The target’s own would have passed the gateway, and have 63.',
          misconception: 'only-host-answers',
        },
      ],
    },
    goals: [
      {
        id: 'opened',
        kind: 'state',
        line,
        port: `${reset}/tcp`,
        is: 'open',
        wants: 'Port {reset} is open.',
        pass: 'Port {reset} is open: the service can be reached.',
        fail: 'Port {reset} still cannot be reached.',
        misconception: 'only-host-answers',
      },
      {
        id: 'barred-stays',
        kind: 'state',
        line,
        port: `${barred}/tcp`,
        is: 'filtered',
        reason: 'admin-prohibited',
        wants: 'Port {barred} stays filtered, for the reason admin-prohibited.',
        pass: 'Port {barred} is still prohibited.',
        fail: 'Port {barred} was prohibited, and is not any more: too much was taken out.',
      },
      {
        id: 'refused-stays',
        kind: 'state',
        line,
        port: `${refused}/tcp`,
        is: 'filtered',
        wants: 'Port {refused} stays filtered.',
        pass: 'Port {refused} is still rejected by the target.',
        fail: 'Port {refused} was filtered, and is not any more.',
      },
    ],
    solution: gateway(prohibit),
    wrong: [
      gateway(),
      gateway(resets),
      gateway(...rules, `iptables -A FORWARD -p tcp --dport ${reset} -j ACCEPT`),
      { labText: withRules(labText, 'target', []) },
    ],
  };
}
