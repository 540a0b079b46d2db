import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { blind, listed } from '../labs.ts';

export function predictFlags(draw: Draw): Task {
  const { open, closed, dropped, labText } = blind(draw);
  return {
    kind: 'predict',
    intro:
      'The last rule drops every packet with SYN and without ACK. No list of flows is kept. The scan sends a FIN to each port. Which state does it find?',
    labText,
    line: `nmap -sF -p ${listed([open, closed, dropped])} --reason target`,
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'Does a FIN match a rule that looks for SYN?',
      'A port without a listener answers a FIN with a reset. A port with one keeps silent.',
      'For silence a FIN scan writes both names, since it cannot tell a listener from a rule.',
    ],
    asks: [
      {
        port: `${closed}/tcp`,
        right:
          'Yes: the FIN walks past the rule, and the kernel refuses it. A SYN scan would have got nothing.',
        wrong: {
          filtered: {
            says: 'The rule looks for SYN, and a FIN has none. It gets to the kernel, which refuses it: {state}.',
          },
          'open|filtered': {
            says: 'That would be silence. The FIN passes the rule, and the kernel answers with a reset: {state}.',
          },
        },
      },
      {
        port: `${open}/tcp`,
        right: 'Yes: the service is there, but a listener keeps silent when a FIN comes.',
        wrong: {
          open: {
            says: 'A listener does not answer a FIN. Silence could also be a rule, so the scan writes {state}.',
            misconception: 'xmas-finds-open',
          },
        },
      },
      {
        port: `${dropped}/tcp`,
        right: 'Yes: dropped by a rule, and it looks just like the port with a listener.',
        wrong: {
          filtered: {
            says: 'You know of the rule, the scan does not. To a FIN scan silence is {state}.',
          },
        },
      },
    ],
  };
}
