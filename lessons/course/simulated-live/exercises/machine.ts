import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { behind, lineFor } from '../labs.ts';

export function machine(draw: Draw): Task {
  const lab = behind(draw);
  return {
    kind: 'machine',
    role: 'classifier',
    host: 'scanner',
    intro:
      'You are the scanner, and all you have is packets. Which state do you write down for each port? Look at who has sent the answer, too.',
    labText: lab.labText,
    line: lineFor(lab),
    most: 4,
  };
}
