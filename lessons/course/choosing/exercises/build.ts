import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { hundredOf, offices } from '../labs.ts';

/** Enough for the hundred ports, one more, and some tries that were not needed; far too few for a thousand. */
const MOST_PACKETS = 140;

export function build(draw: Draw): Task {
  const { open, odd, labText } = offices(draw);
  const [first, last] = hundredOf(odd);
  const range = `${first}-${last}`;
  return {
    kind: 'build',
    intro:
      'The host quiet lets no discovery through. Its owner says: a service listens on port {open}, and another on some port from {first} to {last}. Type a line of nmap that finds both, with {most} packets at most.',
    values: { open, odd, first, last, most: MOST_PACKETS },
    labText,
    views: ['ports', 'sequence'],
    needsLine: true,
    mayChange: [],
    hints: [
      'If nmap says that the host seems to be down, it has not scanned at all. Which option skips discovery?',
      'With -p you name ports: a list has commas, a range has a hyphen, and both can stand together.',
      'A list with a range in it: -p {open},{first}-{last}.',
    ],
    goals: [
      {
        id: 'up',
        kind: 'discovery',
        line: 'own',
        host: 'quiet',
        is: 'up',
        wants: 'The host quiet is taken for up.',
        pass: 'The host is taken for up, and its ports are scanned.',
        fail: 'The host seems to be down: it answers no question of discovery, and no port was scanned.',
        misconception: 'down-means-off',
      },
      {
        id: 'known',
        kind: 'state',
        line: 'own',
        host: 'quiet',
        port: `${open}/tcp`,
        is: 'open',
        wants: 'Port {open} is found open.',
        pass: 'Port {open} is open.',
        fail: 'Port {open} is not found open. Does the line ask for it?',
      },
      {
        id: 'odd',
        kind: 'state',
        line: 'own',
        host: 'quiet',
        port: `${odd}/tcp`,
        is: 'open',
        wants: 'The service between {first} and {last} is found.',
        pass: 'The service is found: it is on port {odd}.',
        fail: 'The service between {first} and {last} is not found. Was every port of the range asked?',
        misconception: 'all-ports-scanned',
      },
      {
        id: 'few',
        kind: 'sent',
        line: 'own',
        atMost: MOST_PACKETS,
        wants: 'The line sends {most} packets at most.',
        pass: 'The scan asked for little more than it had to.',
        fail: 'The scan sends more packets than it has to: it asks for ports that nobody named.',
      },
    ],
    solution: { labText, line: `nmap -Pn -p ${open},${range} quiet` },
    wrong: [
      { labText, line: `nmap -p ${open},${range} quiet` },
      { labText, line: 'nmap -Pn -F quiet' },
      { labText, line: `nmap -Pn -p ${open},${first},${last} quiet` },
      { labText, line: `nmap -Pn -p ${open},46000-47999 quiet` },
    ],
  };
}
