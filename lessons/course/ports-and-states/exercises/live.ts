import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab six-states was built on a Linux machine with real rules, and scanned by our engine and by nmap.',
    recording: { lab: 'six-states', technique: 'syn' },
    questions: [
      {
        id: 'why',
        ask: 'Port 8080 is closed in all three columns, though a service listens on 8080. What explains it?',
        options: [
          {
            id: 'bound',
            text: 'The service is bound to 127.0.0.1.',
            right: true,
            says: 'Yes. The kernel finds no listener for the address that the SYN was sent to, and resets.',
          },
          {
            id: 'rule',
            text: 'A rule rejects port 8080.',
            says: 'No rule of this lab names 8080. Look at the rules: the reset is the kernel’s own.',
            misconception: 'binding-is-firewall',
          },
          {
            id: 'lost',
            text: 'The answer was lost on the way.',
            says: 'A lost answer would be silence, and the port would be filtered. Here a reset came back.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'wrong',
            text: 'The scans are wrong: where a service runs, the port is open.',
            says: 'Two scanners and a real kernel agree. A service runs, but not for this address.',
            misconception: 'binding-is-firewall',
          },
        ],
      },
    ],
  };
}
