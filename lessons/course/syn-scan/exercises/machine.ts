import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { half, lineFor } from '../labs.ts';

export function machine(draw: Draw): Task {
  const lab = half(draw);
  return {
    kind: 'machine',
    role: 'stack',
    host: 'scanner',
    intro:
      'You are the kernel of the scanner. nmap has sent raw SYNs, and you know of no connection. Answers come in for a port on which nobody listens. What do you send to each?',
    labText: lab.labText,
    line: lineFor(lab),
    hints: [
      'A segment that fits no socket is answered with a reset.',
      'There are two exceptions: a reset is never answered, and neither is an ICMP error.',
    ],
    most: 4,
  };
}
