import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { office } from '../labs.ts';

export function build(draw: Draw): Task {
  const { open, closed, labText } = office(draw);
  return {
    kind: 'build',
    intro:
      'You have no root on this scanner: add --unprivileged to your line, and nmap does as it does for every user. Find out with one line whether port {open} of the target completes a handshake. No other port may get a packet.',
    values: { open, closed },
    labText,
    lines: [`nmap --unprivileged -p ${closed} target`],
    views: ['sequence', 'ports'],
    needsLine: true,
    mayChange: [],
    hints: [
      'Look at the line that was typed. To which ports did it send packets?',
      'Before it scans, nmap looks whether the host is there. Without root it connects to 80 and 443 for that.',
      'The option -Pn leaves this first look out.',
    ],
    goals: [
      {
        id: 'found',
        kind: 'state',
        line: 'own',
        port: `${open}/tcp`,
        is: 'open',
        wants: 'Port {open} is found open.',
        pass: 'Your line found port {open} open.',
        fail: 'Your line did not find port {open} open.',
      },
      {
        id: 'completed',
        kind: 'packet',
        line: 'own',
        at: 'scanner',
        what: 'sent',
        matches: { protocol: 'tcp', destinationPort: open, flags: 'A' },
        count: 'some',
        wants: 'The handshake with port {open} is completed.',
        pass: 'The third step, an ACK, went to port {open}.',
        fail: 'No ACK went to port {open}: its handshake was not completed. Which scan leaves that step out?',
        misconception: 'root-makes-no-difference',
      },
      {
        id: 'no-80',
        kind: 'packet',
        line: 'own',
        at: 'target',
        what: 'received',
        matches: { protocol: 'tcp', destinationPort: 80 },
        count: 'none',
        wants: 'Nothing comes to port 80.',
        pass: 'Port 80 was left alone.',
        fail: 'A packet came to port 80, which nobody asked for. It is how nmap looks for hosts without root.',
        misconception: 'root-makes-no-difference',
      },
      {
        id: 'no-closed',
        kind: 'packet',
        line: 'own',
        at: 'target',
        what: 'received',
        matches: { protocol: 'tcp', destinationPort: closed },
        count: 'none',
        wants: 'Nothing comes to port {closed}.',
        pass: 'Port {closed} was left alone.',
        fail: 'A packet came to port {closed}: your line asks for more than one port.',
      },
    ],
    solution: { labText, line: `nmap --unprivileged -Pn -p ${open} target` },
    wrong: [
      { labText, line: `nmap --unprivileged -p ${open} target` },
      { labText, line: `nmap -sS -Pn -p ${open} target` },
      { labText, line: `nmap --unprivileged -Pn -p ${open},${closed} target` },
      { labText, line: `nmap --unprivileged -Pn -p ${closed} target` },
    ],
  };
}
