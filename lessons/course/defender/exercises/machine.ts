import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, watched } from '../labs.ts';

export function machine(draw: Draw): Task {
  const lab = watched(draw);
  return {
    kind: 'machine',
    role: 'firewall',
    host: 'target',
    intro:
      'You are the firewall of the target. For each packet that comes in: which rule decides, or is it the policy? Mind that to write a line is not to decide.',
    labText: lab.labText,
    line: lineFor(lab),
    most: 5,
  };
}
