import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { campus } from '../labs.ts';
import { inOrder } from './line.ts';

/** Packets a second that the owner has agreed to. */
const RATE = 2;
/** Two ARP requests and four SYNs, with half a second between those of each kind. */
const LEAST_SECONDS = 1.9;
const MOST_PACKETS = 12;

export function build(draw: Draw): Task {
  const { scope, printer, neighbour, open, guarded, closed, labText } = campus(draw);
  const ports = inOrder(open, closed);
  const own = 'own' as const;
  const typed = (line: string): { labText: string; line: string } => ({ labText, line });
  return {
    kind: 'build',
    intro:
      'This was agreed: the hosts web and files, in {scope}. Ports {open} and {closed}, and not {guarded}. No more than {rate} packets a second. The printer, {printer}, is left out, and {neighbour} belongs to somebody else. Type the line that does just this.',
    values: { scope, printer, neighbour, open, guarded, closed, rate: RATE, most: MOST_PACKETS },
    labText,
    views: ['ports', 'topology', 'sequence'],
    needsLine: true,
    mayChange: [],
    hints: [
      'Name the hosts one by one, then no other host is asked.',
      'The option -p names the ports. What it does not name is not asked.',
      'The option --max-rate holds the packets back.',
    ],
    goals: [
      {
        id: 'web',
        kind: 'state',
        line: own,
        host: 'web',
        port: `${open}/tcp`,
        is: 'open',
        wants: 'Port {open} of web is found open.',
        pass: 'Port {open} of web is open.',
        fail: 'The line does not find port {open} of web open. Does it ask for it?',
      },
      {
        id: 'files',
        kind: 'state',
        line: own,
        host: 'files',
        port: `${closed}/tcp`,
        is: 'closed',
        wants: 'Port {closed} of files is found closed.',
        pass: 'Port {closed} of files is closed.',
        fail: 'The line does not find port {closed} of files closed. Does it ask for it?',
      },
      {
        id: 'printer',
        kind: 'packet',
        line: own,
        at: 'printer',
        what: 'received',
        matches: { protocol: 'tcp' },
        count: 'none',
        wants: 'No SYN gets to the printer.',
        pass: 'The printer was left alone.',
        fail: 'A SYN has come to the printer, which the owner has left out.',
      },
      {
        id: 'neighbour',
        kind: 'packet',
        line: own,
        at: 'neighbour',
        what: 'received',
        matches: { protocol: 'tcp' },
        count: 'none',
        wants: 'No SYN gets to {neighbour}.',
        pass: 'The machine of somebody else was left alone.',
        fail: 'A SYN has come to {neighbour}. Its owner has agreed to nothing.',
        misconception: 'open-is-attackable',
      },
      {
        id: 'port',
        kind: 'packet',
        line: own,
        at: 'files',
        what: 'received',
        matches: { protocol: 'tcp', destinationPort: guarded },
        count: 'none',
        wants: 'No SYN goes to port {guarded} of files.',
        pass: 'Port {guarded} was not asked.',
        fail: 'Port {guarded} of files was asked, and that was not agreed.',
      },
      {
        id: 'rate',
        kind: 'time',
        line: own,
        atLeastSeconds: LEAST_SECONDS,
        wants: 'The line sends {rate} packets a second at most.',
        pass: 'The scan took its time, as was agreed.',
        fail: 'The scan was over too soon: it has sent more than {rate} packets a second.',
      },
      {
        id: 'few',
        kind: 'sent',
        line: own,
        atMost: MOST_PACKETS,
        wants: 'No more than {most} packets are sent.',
        pass: 'Nothing was sent that the task did not need.',
        fail: 'More packets were sent than the task needs.',
      },
    ],
    solution: typed(`nmap -sS --max-rate ${RATE} -p ${ports} web files`),
    wrong: [
      typed(`nmap -sS --max-rate ${RATE} -p ${ports} ${scope}`),
      typed(`nmap -sS -p ${ports} web files`),
      typed(`nmap -sS --max-rate ${RATE} -p ${inOrder(open, guarded, closed)} web files`),
      typed(`nmap -sS --max-rate ${RATE} -p ${ports} web files neighbour`),
    ],
  };
}
