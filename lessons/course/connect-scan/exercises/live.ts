import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab six-states was built on a Linux machine with real rules. A real kernel connected to it, for our scanner and for nmap.',
    recording: { lab: 'six-states', technique: 'connect' },
    questions: [
      {
        id: 'same',
        ask: 'Ports 21, 443, 445 and 8080 have the same state and reason in all columns. What do they have in common?',
        options: [
          {
            id: 'rule',
            text: 'A rule of the firewall rejects each of them.',
            says: 'Rules name 443 and 445 only. The kernel itself refuses the other two.',
            misconception: 'refused-is-firewall',
          },
          {
            id: 'nobody',
            text: 'No service listens on any of them.',
            says: 'Services do listen on 443 and 445, behind rules, and on 8080 for the machine itself.',
            misconception: 'refused-is-firewall',
          },
          {
            id: 'refused',
            text: 'For each of them connect() failed with “connection refused”.',
            right: true,
            says: 'Yes. A reset of the kernel, one of a rule, and an ICMP error: to connect() they are one.',
          },
        ],
      },
      {
        id: 'ttl',
        ask: 'The reasons of this scan show no TTL, those of a SYN scan do. Why?',
        options: [
          {
            id: 'kernel',
            text: 'The answers went to the kernel, and it hands on only how connect() ended.',
            right: true,
            says: 'Yes. nmap sees no packet of this scan, so it cannot tell with which TTL one came.',
          },
          {
            id: 'none',
            text: 'The answers that a connect scan gets back from a target carry no TTL at all.',
            says: 'Every IP packet carries one. But nobody shows the packet to nmap.',
            misconception: 'root-makes-no-difference',
          },
          {
            id: 'near',
            text: 'The target is too near for a TTL to matter, so nmap leaves it out.',
            says: 'It is the same target in both scans. The SYN scan does show a TTL.',
          },
        ],
      },
    ],
  };
}
