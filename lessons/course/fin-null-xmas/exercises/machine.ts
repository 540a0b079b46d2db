import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { portsOf, twoStacks } from '../labs.ts';

export function machine(draw: Draw): Task {
  const lab = twoStacks(draw);
  const { open, labText } = lab;
  return {
    kind: 'machine',
    role: 'stack',
    host: 'web',
    intro:
      'You are the stack of the web server, and it is Linux. Port {open} has a listener. What do you send back for each packet that the firewall lets in?',
    values: { open },
    labText,
    line: `nmap -sF -p ${portsOf(lab)} web`,
    most: 4,
  };
}
