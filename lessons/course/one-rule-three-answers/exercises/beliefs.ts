import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { refusals } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { plain, labText } = refusals(draw);
  return {
    kind: 'choice',
    intro:
      'Two questions about one rule: iptables -A INPUT -p tcp --dport {plain} -j REJECT. A service listens on the port. Nobody marks these: answer what you think is so.',
    values: { plain },
    questions: [
      {
        id: 'syn',
        ask: 'What does a SYN scan write down for port {plain}?',
        truth: { labText, line: `nmap -sS -p ${plain} target`, port: `${plain}/tcp`, what: 'state' },
        options: [
          {
            id: 'closed',
            text: 'closed, because the packet was rejected',
            says: 'Closed would need a reset. REJECT without an option sends an ICMP error instead.',
            misconception: 'reject-looks-closed',
          },
          {
            id: 'open',
            text: 'open, because a service listens there',
            says: 'The service never hears of the SYN: the rule stands before it.',
          },
          {
            id: 'filtered',
            text: 'filtered, because an ICMP error came back',
            says: 'Yes. The rule sends ICMP port-unreachable. A SYN scan takes that for the work of a filter.',
          },
        ],
      },
      {
        id: 'connect',
        ask: 'Nothing is changed. What does a connect scan of port {plain} write down?',
        truth: { labText, line: `nmap -sT -p ${plain} target`, port: `${plain}/tcp`, what: 'state' },
        options: [
          {
            id: 'closed',
            text: 'closed: its kernel says that the connection was refused',
            says: 'Yes. The kernel turns the ICMP error into a refused connection, and the scan sees no more than that.',
          },
          {
            id: 'filtered',
            text: 'filtered: the same port, the same rule, the same state',
            says: 'The packets are the same, but a connect scan does not see packets. It sees what its kernel says: refused.',
            misconception: 'same-state-every-scan',
          },
          {
            id: 'open',
            text: 'open: a real connection gets through where a bare SYN does not',
            says: 'The first packet of a connection is a SYN too, and the rule meets it in the same way.',
          },
        ],
      },
    ],
  };
}
