import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { listed, ordered } from '../labs.ts';

export function machine(draw: Draw): Task {
  const { late, refused, closed, labText } = ordered(draw);
  return {
    kind: 'machine',
    role: 'firewall',
    host: 'target',
    intro: 'You are the firewall of the target. A packet comes in. Which rule decides about it?',
    labText,
    line: `nmap -sS -p ${listed([late, refused, closed])} --max-retries 0 target`,
    most: 3,
  };
}
