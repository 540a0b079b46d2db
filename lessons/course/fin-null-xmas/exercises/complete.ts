import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Option, Task } from '../../../exercise/task.ts';
import { DROP_INVALID, twoStacks } from '../labs.ts';

interface Known {
  readonly command: string;
  readonly text: string;
  readonly says: string;
}

/** The order of the first two is drawn: neither lets the other's packets through. */
const RULES: readonly Known[] = [
  {
    command: DROP_INVALID,
    text: 'The rule that drops what is INVALID',
    says: 'Yes. A FIN that belongs to no connection is INVALID: it can neither begin one nor end one.',
  },
  {
    command: 'iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
    text: 'The rule that accepts what is ESTABLISHED',
    says: 'That would need a connection that the firewall remembers. The scanner has none.',
  },
];

export function complete(draw: Draw): Task {
  const { closed, open, labText } = twoStacks(draw);
  const first = draw.shuffled(RULES);
  const accept = `iptables -A INPUT -p tcp --dport ${open} --syn -j ACCEPT`;
  const stateful = withRules(labText, 'web', [...first.map(({ command }) => command), accept]);
  const about = { labText: stateful, line: `nmap -sF -p ${closed} web`, port: `${closed}/tcp` };
  const rules = first.map(({ text, says }, index): Option => ({ id: `INPUT ${index + 1}`, text, says }));
  return {
    kind: 'choice',
    intro:
      'The web server has new rules, and they look at connections. Nobody listens on port {closed}. A FIN scan asks for it.',
    values: { closed, open },
    scene: { labText: stateful, lines: [], views: ['firewall'] },
    questions: [
      {
        id: 'rule',
        ask: 'What decides about the FIN to port {closed}?',
        truth: { ...about, what: 'rule' },
        options: [
          ...rules,
          {
            id: 'INPUT 3',
            text: 'The rule that accepts SYNs to port {open}',
            says: 'The probe is no SYN, and it goes to port {closed}. That rule does not match.',
          },
          {
            id: 'INPUT 0',
            text: 'No rule: the policy lets it in',
            says: 'So it was when the rule looked for SYN alone. One of these rules knows a FIN out of nowhere.',
            misconception: 'xmas-works-anywhere',
          },
        ],
      },
      {
        id: 'state',
        ask: 'Which state does the scan write down for port {closed}?',
        truth: { ...about, what: 'state' },
        options: [
          {
            id: 'closed',
            text: 'closed',
            says: 'The host would have to send a reset. It never saw the probe.',
          },
          {
            id: 'filtered',
            text: 'filtered',
            says: 'A SYN scan would call silence so. Here a listener would be silent too, and nmap must leave both open.',
            misconception: 'xmas-finds-open',
          },
          {
            id: 'open|filtered',
            text: 'open|filtered',
            says: 'Yes. Silence has two causes in this scan. That nobody listens there, it cannot see.',
          },
          {
            id: 'open',
            text: 'open',
            says: 'Nobody listens there. Silence in a FIN scan does not prove a service.',
            misconception: 'xmas-finds-open',
          },
        ],
      },
    ],
  };
}
