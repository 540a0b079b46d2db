import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import type { Goal } from '../../../goals/goal.ts';
import { DOOR_RATE, doorPorts, slowDoor } from '../labs.ts';

/** A SYN for each port, and one ARP request to find the neighbour. */
const FEWEST = 9;
const SECONDS = 12;

export function build(draw: Draw): Task {
  const door = slowDoor(draw);
  const { open, closed, labText } = door;
  const [first, second, third] = open;
  const ports = doorPorts(door);
  const line = (timing: string): string => `nmap -sS ${timing} -p ${ports} target`;
  return {
    kind: 'build',
    intro:
      'The target lets three new connections in, then {rate} a second, and drops the rest. Type a line that scans the ports {ports} and gets every state right with the fewest packets, in {seconds} seconds at most.',
    values: { rate: DOOR_RATE, ports, seconds: SECONDS, most: FEWEST, first, second, third },
    labText,
    views: ['ports', 'firewall'],
    needsLine: true,
    mayChange: [],
    hints: [
      'With the usual timing the first tries come all at once, and most of them are dropped.',
      'Two options hold a scan back: --max-rate, in packets a second, and --scan-delay, between two packets.',
      'Ask no faster than the door opens: --max-rate {rate}.',
    ],
    goals: [
      ...open.map((port, index): Goal => {
        const name = ['{first}', '{second}', '{third}'][index] ?? '';
        return {
          id: `open-${index + 1}`,
          kind: 'state',
          line: 'own',
          port: `${port}/tcp`,
          is: 'open',
          wants: `Port ${name} is found open.`,
          pass: `Port ${name} is open.`,
          fail: `Port ${name} has a service, and your scan did not find it open. Was it asked too fast?`,
          misconception: 'faster-is-same',
        };
      }),
      {
        id: 'closed',
        kind: 'only',
        line: 'own',
        is: 'closed',
        ports: closed.map((port) => `${port}/tcp`),
        wants: 'All other ports are found closed.',
        pass: 'All other ports are closed: each SYN was let in, and a reset came back.',
        fail: 'Not all other ports are found closed. Some were not asked, or their SYN was dropped.',
        misconception: 'filtered-is-closed',
      },
      {
        id: 'few',
        kind: 'sent',
        line: 'own',
        atMost: FEWEST,
        wants: 'The line sends {most} packets at most.',
        pass: 'No packet was sent twice.',
        fail: 'Packets were sent again, since the first tries came too fast.',
      },
      {
        id: 'in-time',
        kind: 'time',
        line: 'own',
        atMostSeconds: SECONDS,
        wants: 'The scan takes {seconds} seconds at most.',
        pass: 'The scan is over in time.',
        fail: 'The scan takes too long: it waits longer than the door needs.',
      },
    ],
    solution: { labText, line: line(`--max-rate ${DOOR_RATE}`) },
    wrong: [
      { labText, line: line('-T5') },
      { labText, line: line('--max-retries 0') },
      { labText, line: line('-T1') },
      { labText, line: `nmap -sS --max-rate ${DOOR_RATE} -p ${open.join(',')} target` },
    ],
  };
}
