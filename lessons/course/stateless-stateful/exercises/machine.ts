import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { listed, server } from '../labs.ts';

export function machine(draw: Draw): Task {
  const { open, hidden, labText } = server(draw);
  return {
    kind: 'machine',
    role: 'firewall',
    host: 'target',
    intro:
      'You are the firewall of the target, and you have a list of flows. A connect scan comes to two ports, and only {open} is allowed. Which rule decides about each packet?',
    values: { open },
    labText,
    line: `nmap -sT -p ${listed([open, hidden])} target`,
    most: 4,
  };
}
