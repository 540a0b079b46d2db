import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab rule-order was built on a Linux machine and scanned by our engine and by nmap. It has two rules for port 22 and two for port 80, in different order.',
    recording: { lab: 'rule-order', technique: 'syn' },
    questions: [
      {
        id: 'why',
        ask: 'Ports 22 and 80 each have a rule that accepts and a rule that drops. Port 22 is filtered, port 80 is open. What explains it?',
        options: [
          {
            id: 'service',
            text: 'Only port 80 has a service.',
            says: 'Both have one. Without a service, port 22 would answer with a reset once it is let in.',
          },
          {
            id: 'strict',
            text: 'The kernel takes the stricter rule, but not for the web.',
            says: 'The kernel knows nothing of strict or lax, nor of the web. It takes the first rule that matches.',
          },
          {
            id: 'order',
            text: 'For port 22 the DROP comes first, for port 80 the ACCEPT.',
            right: true,
            says: 'Yes. -A put one ACCEPT behind its DROP, -I put the other in front of it.',
          },
          {
            id: 'permission',
            text: 'The rule that accepts port 22 was not saved.',
            says: 'It is there, in the list, and has no effect: the rule before it has decided.',
            misconception: 'append-adds-permission',
          },
        ],
      },
      {
        id: 'closed',
        ask: 'Port 23 is closed in every column, though a service listens there. Who sent the reset?',
        options: [
          {
            id: 'rule',
            text: 'A rule that rejects with tcp-reset.',
            right: true,
            says: 'Yes. -R put it in the place of a rule that dropped. The service was not asked.',
          },
          {
            id: 'kernel',
            text: 'The kernel, because the service listens on 127.0.0.1.',
            says: 'The service listens on every address. Look at the rules of the lab.',
            misconception: 'binding-is-firewall',
          },
          {
            id: 'program',
            text: 'The service itself: it turned the scanner away.',
            says: 'The service did not hear of it. A rule answered before the SYN reached it.',
          },
        ],
      },
    ],
  };
}
