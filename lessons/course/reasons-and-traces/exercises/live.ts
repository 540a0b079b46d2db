import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab router-unreachable was built on a Linux machine: a router that rejects, each port with another error, and a target behind it. Our engine and nmap ran a UDP scan.',
    recording: { lab: 'router-unreachable', technique: 'udp' },
    questions: [
      {
        id: 'unreachable',
        ask: 'Port 7004 is filtered, and its reason is port-unreach. In other UDP scans that reason stands beside closed. What explains it?',
        options: [
          {
            id: 'nmap',
            text: 'The two scanners do not agree what that reason means.',
            says: 'They do agree: look at both columns. The reason is the same, but there is a word behind it.',
            misconception: 'reason-is-noise',
          },
          {
            id: 'silent',
            text: 'The service on port 7004 was silent when it was asked.',
            says: 'No service of the target was asked: the router turned the datagram down before.',
            misconception: 'only-host-answers',
          },
          {
            id: 'from',
            text: 'The error came from the router, not from the target.',
            right: true,
            says: 'Yes: the reason goes on with from and the router’s address. Only the target itself can say that nobody listens.',
          },
          {
            id: 'late',
            text: 'The error came too late to count.',
            says: 'A late error would count too. Here each probe was sent once, and each was answered.',
          },
        ],
      },
    ],
  };
}
