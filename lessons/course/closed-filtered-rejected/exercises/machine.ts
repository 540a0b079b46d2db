import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { inOrder, yard } from '../labs.ts';

export function machine(draw: Draw): Task {
  const { closed, dropped, rejected, reset, labText } = yard(draw);
  return {
    kind: 'machine',
    role: 'firewall',
    host: 'target',
    intro:
      'You are the firewall of the target. For each SYN that comes in: which rule decides, or is it the policy? If no rule matches, the policy lets it through.',
    labText,
    line: `nmap -sS -Pn -p ${inOrder([closed, dropped, rejected, reset])} target`,
    hints: ['Compare the port that the packet goes to with the --dport of each rule, from the first on.'],
    most: 4,
  };
}
