import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, office } from '../labs.ts';

export function machine(draw: Draw): Task {
  const lab = office(draw);
  return {
    kind: 'machine',
    role: 'classifier',
    host: 'scanner',
    intro:
      'You are nmap in a connect scan. Below you see what came back to your kernel. It tells you only what connect() came to. Which state do you write down?',
    labText: lab.labText,
    line: lineFor('-sT', lab),
    hints: [
      'A reset becomes “connection refused”. So does port unreachable.',
      'Any other ICMP error becomes an error that is no refusal.',
    ],
    most: 5,
  };
}
