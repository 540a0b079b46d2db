import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { chained, listed } from '../labs.ts';

export function predictChain(draw: Draw): Task {
  const { accepted, returned, refused, labText } = chained(draw);
  return {
    kind: 'predict',
    intro:
      'The first rule of INPUT jumps to a chain called web. A service listens on each port. Which state does the scan find?',
    labText,
    line: `nmap -sS -p ${listed([accepted, returned, refused])} --reason target`,
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'A jump leads to the first rule of the other chain. ACCEPT, DROP and REJECT end the way there and then.',
      'RETURN goes back behind the rule that jumped. What stands there?',
    ],
    asks: [
      {
        port: `${accepted}/tcp`,
        right: 'Yes: ACCEPT in the other chain ends the way. The DROP in INPUT is not asked.',
        wrong: {
          filtered: {
            says: 'ACCEPT is final, in any chain of the way. The packet does not come back to meet the DROP: {state}.',
          },
        },
      },
      {
        port: `${returned}/tcp`,
        right: 'Yes: RETURN leads back to INPUT, and the next rule there drops.',
        wrong: {
          open: {
            says: 'The rule that accepts {port} stands behind RETURN, and is never asked. Back in INPUT the packet is dropped: {state}.',
            misconception: 'append-adds-permission',
          },
        },
      },
      {
        port: `${refused}/tcp`,
        wrong: {
          filtered: { says: 'The rule in the other chain sends a reset before INPUT can drop: {state}.' },
        },
      },
    ],
  };
}
