import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, path } from '../labs.ts';

export function machine(draw: Draw): Task {
  const lab = path(draw);
  return {
    kind: 'machine',
    role: 'classifier',
    host: 'scanner',
    intro:
      'You are the scanner, and this is what --packet-trace shows of each port: a probe, and what came back. Which state do you write down?',
    labText: lab.labText,
    line: lineFor(lab),
    most: 5,
  };
}
