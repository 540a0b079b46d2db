import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { listed, twice } from '../labs.ts';

export function predictUdp(draw: Draw): Task {
  const { udpOpen, udpPlain, udpDropped, labText } = twice(draw);
  return {
    kind: 'predict',
    intro:
      'Three UDP ports, and a service on each that answers. One has a plain REJECT before it, one a DROP, and one no rule. The errors come from the target itself. Which state does a UDP scan find?',
    labText,
    line: `nmap -sU -p ${listed([udpOpen, udpPlain, udpDropped])} --reason target`,
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'UDP has no reset. What does a kernel send when nobody listens on a UDP port?',
      'REJECT sends the very same message, from the very same address.',
    ],
    asks: [
      { port: `${udpOpen}/udp` },
      {
        port: `${udpPlain}/udp`,
        right: 'Yes: the rule speaks as a kernel without a listener does. {port} is {state}.',
        wrong: {
          filtered: {
            says: 'For TCP it would be so. For UDP this message is what a kernel without a listener sends: {port} is {state}.',
            misconception: 'same-state-every-scan',
          },
        },
      },
      {
        port: `${udpDropped}/udp`,
        right: 'Yes: silence may be a rule or a service that keeps quiet. The scan writes both: {state}.',
        wrong: {
          open: {
            says: 'No answer does not mean open. The rule drops the datagram, and the scan can only write {state}.',
            misconception: 'udp-silence-is-open',
          },
          filtered: {
            says: 'You know of the rule, the scan does not. Silence could be a quiet service as well: {state}.',
          },
        },
      },
    ],
  };
}
