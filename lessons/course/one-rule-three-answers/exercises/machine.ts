import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { listed, twice } from '../labs.ts';

export function machine(draw: Draw): Task {
  const { closed, plain, udpOpen, udpPlain, udpDropped, labText } = twice(draw);
  const udp = listed([udpOpen, udpPlain, udpDropped]);
  return {
    kind: 'machine',
    role: 'classifier',
    host: 'scanner',
    intro:
      'You are the scanner, and you read packets: a SYN scan and a UDP scan in one. Mind which protocol you asked. Which state do you write down?',
    labText,
    line: `nmap -sS -sU -p T:${listed([closed, plain])},U:${udp} target`,
    most: 5,
  };
}
