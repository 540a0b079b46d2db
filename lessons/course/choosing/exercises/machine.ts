import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { offices } from '../labs.ts';

export function machine(draw: Draw): Task {
  return {
    kind: 'machine',
    role: 'firewall',
    host: 'quiet',
    intro:
      'You are the firewall of the host quiet. Somebody runs nmap -sn, which scans no ports. These are its packets. Which rule decides about each?',
    labText: offices(draw).labText,
    line: 'nmap -sn quiet',
    most: 4,
  };
}
