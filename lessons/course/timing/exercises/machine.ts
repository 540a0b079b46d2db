import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { poorLine, portsOf } from '../labs.ts';

export function machine(draw: Draw): Task {
  const lab = poorLine(draw);
  return {
    kind: 'machine',
    role: 'classifier',
    host: 'scanner',
    intro:
      'You are a scanner that tries once only (--max-retries 0). For each port you see what was sent and what came back. Which state do you write down?',
    labText: lab.labText,
    line: `nmap -sS --max-retries 0 -p ${portsOf(lab)} target`,
    most: 5,
  };
}
