import type { Draw } from '../../../exercise/draw.ts';
import { withRules } from '../../../exercise/lab-text.ts';
import type { Task } from '../../../exercise/task.ts';
import { inOrder, steps } from '../labs.ts';

export function machine(draw: Draw): Task {
  const { open, closed, labText } = steps(draw);
  return {
    kind: 'machine',
    role: 'stack',
    host: 'target',
    intro:
      'You are the target’s kernel. A service listens on port {open}, and none on port {closed}. There are no rules. Somebody tries to connect to both: what do you send back to each packet?',
    values: { open, closed },
    labText: withRules(labText, 'target', []),
    line: `nmap -sT -p ${inOrder([open, closed])} target`,
    hints: [
      'A SYN for a listener is answered. A SYN for nobody is refused.',
      'An ACK that completes a handshake needs no answer. A reset never gets one.',
    ],
    most: 4,
  };
}
