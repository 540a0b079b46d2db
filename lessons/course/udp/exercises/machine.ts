import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { island, lineFor } from '../labs.ts';

export function machine(draw: Draw): Task {
  const lab = island(draw);
  return {
    kind: 'machine',
    role: 'classifier',
    host: 'scanner',
    intro:
      'You are the scanner, and this is a UDP scan. For each port you see a probe and what came back. Look who sent it. Which state do you write down?',
    labText: lab.labText,
    line: lineFor(lab),
    most: 5,
  };
}
