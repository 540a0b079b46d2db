import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { wall, wallLine } from '../labs.ts';

export function machine(draw: Draw): Task {
  const lab = wall(draw);
  return {
    kind: 'machine',
    role: 'classifier',
    host: 'scanner',
    intro:
      'You are the scanner, in an ACK scan. For each port you see what was sent and what came back. Which state do you write down?',
    labText: lab.labText,
    line: wallLine('-sA', lab),
    most: 4,
  };
}
