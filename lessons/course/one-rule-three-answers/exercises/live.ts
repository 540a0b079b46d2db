import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab one-rule-three-answers was built on a Linux machine, and scanned with connect scans by our engine and by nmap. A plain REJECT stands before port 443. Port 80 has neither a rule nor a service.',
    recording: { lab: 'one-rule-three-answers', technique: 'connect' },
    questions: [
      {
        id: 'why',
        ask: 'Port 443 is closed in every column, though the rule sends an ICMP error and no reset. What explains it?',
        options: [
          {
            id: 'reset',
            text: 'The rule sent a reset after all.',
            says: 'The SYN scan of the same lab shows port-unreach for this port. The rule sends an ICMP error.',
            misconception: 'reject-looks-closed',
          },
          {
            id: 'kernel',
            text: 'The kernel reports port-unreachable as a refused connection.',
            right: true,
            says: 'Yes. The real kernel did what the simulated one does, and nmap writes closed with conn-refused.',
          },
          {
            id: 'service',
            text: 'The service on port 443 turned the connection down.',
            says: 'The service was never asked. A rule before it answered in its place.',
          },
        ],
      },
      {
        id: 'tell',
        ask: 'Ports 80 and 443 have the same state and the same reason here. Can this scan tell which of them a rule protects?',
        options: [
          {
            id: 'both',
            text: 'Yes: refused means that a firewall blocked it, so a rule protects both.',
            says: 'No rule names port 80. Its kernel refused, because nobody listens there.',
            misconception: 'refused-is-firewall',
          },
          {
            id: 'neither',
            text: 'Yes: closed means that no rule stands before either of them.',
            says: 'A rule stands before port 443. Its ICMP error is reported as a refusal, so the port looks like one with no service.',
            misconception: 'reject-looks-closed',
          },
          {
            id: 'cannot',
            text: 'No: a rule and a missing service end in the same report.',
            right: true,
            says: 'Yes. To tell them apart, read the packets: use a SYN scan with --reason.',
          },
        ],
      },
    ],
  };
}
