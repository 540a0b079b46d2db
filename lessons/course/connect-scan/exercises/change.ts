import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, office } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = office(draw);
  const { closed, rejected, prohibited, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'One thing was changed: root scans now. So nmap sends SYNs of its own, and sees all that comes back. Which state does each port have?',
    before: {
      labText,
      line: lineFor('-sT', lab),
      changed: 'The connect scan, -sT, became a SYN scan, -sS. Target and rules are the same.',
    },
    labText,
    line: lineFor('-sS', lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: ['Now there is no kernel between nmap and the answer. What does an ICMP error say about a port?'],
    asks: [
      {
        port: `${rejected}/tcp`,
        right:
          'Yes: nmap sees the ICMP error itself, and an error is no answer of the port. One port, two scans, two states.',
        wrong: {
          closed: {
            says: 'That was the kernel’s word, “refused”. Root’s nmap sees the ICMP error itself, and calls it {state}.',
            misconception: 'root-makes-no-difference',
          },
        },
      },
      {
        port: `${closed}/tcp`,
        right: 'Yes: a reset is a reset, seen by the kernel or by nmap.',
        wrong: {
          filtered: {
            says: 'The reset still comes back, and now nmap sees it itself: {state}.',
            misconception: 'refused-is-firewall',
          },
        },
      },
      {
        port: `${prohibited}/tcp`,
        right: 'Yes: the state stays. Only the reason has another name, as nmap saw the message itself.',
        wrong: {
          closed: {
            says: 'An ICMP error is never a reset. {port} stays {state}.',
            misconception: 'reject-looks-closed',
          },
        },
      },
    ],
  };
}
