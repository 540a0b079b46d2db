import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab udp was built on a Linux machine, with two hosts and their services, and scanned by our engine and by nmap.',
    recording: { lab: 'udp', technique: 'udp' },
    questions: [
      {
        id: 'same-port',
        ask: 'Port 138 is closed on the host quiet, and open|filtered on the host target. What explains it?',
        options: [
          {
            id: 'service',
            text: 'On target a service takes the datagram and is silent; on quiet nobody listens.',
            right: true,
            says: 'Yes: the lab file says so. The scan alone could not tell that service from a rule that drops.',
          },
          {
            id: 'rule',
            text: 'On target a rule lets the datagram in; on quiet a rule stops it.',
            says: 'Neither host has a rule. And a rule that drops on quiet would make silence there, not a closed port.',
          },
          {
            id: 'luck',
            text: 'The answer of target was lost, so the scan took the port for open.',
            says: 'The scanner asked more than once, and two scanners found the same. Silence does not make a port open, either.',
            misconception: 'udp-silence-is-open',
          },
          {
            id: 'proven',
            text: 'The scan has proven a service on target, since no error came.',
            says: 'No error came, and no answer. A rule that drops would look the same, so nmap writes both: open|filtered.',
            misconception: 'udp-silence-is-open',
          },
        ],
      },
    ],
  };
}
