import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, street } from '../labs.ts';

export function machine(draw: Draw): Task {
  const lab = street(draw);
  return {
    kind: 'machine',
    role: 'classifier',
    host: 'scanner',
    intro:
      'You are the scanner. For each port you see what was sent and what came back. Which state do you write down?',
    labText: lab.labText,
    line: lineFor(lab),
    most: 4,
  };
}
