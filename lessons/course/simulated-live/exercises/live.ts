import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab router-prohibited was built on a Linux machine: a router with rules, and a target behind it. Our engine and nmap scanned it.',
    recording: { lab: 'router-prohibited', technique: 'syn' },
    questions: [
      {
        id: 'ttl',
        ask: 'Port 22 was answered with a TTL of 63, port 7008 with one of 64. Both answers bear the target’s address. What explains it?',
        options: [
          {
            id: 'router',
            text: 'The router has sent the second one itself.',
            right: true,
            says: 'Yes. The reset did not cross the router, for it began there. So its TTL is still whole.',
          },
          {
            id: 'service',
            text: 'Each service sets a TTL of its own.',
            says: 'It is the kernel that sets it, the same for all ports. Look at the rules of the router.',
            misconception: 'only-host-answers',
          },
          {
            id: 'chance',
            text: 'A TTL differs by chance from packet to packet.',
            says: 'That of a probe is drawn by chance. Answers from one machine on one way have the same.',
          },
        ],
      },
      {
        id: 'from',
        ask: 'Ports 7005 to 7007 are filtered, each for another reason, and all by ICMP errors. How do both scanners know that these are the router’s?',
        options: [
          {
            id: 'rule',
            text: 'They have read the rules of the router.',
            says: 'No scanner can do that. All it has is packets that come back.',
            misconception: 'only-host-answers',
          },
          {
            id: 'source',
            text: 'An ICMP error bears the address of the machine that sends it.',
            right: true,
            says: 'Yes. That is why the report can say "from 198.18.10.1". A reset gives no such help.',
          },
          {
            id: 'silence',
            text: 'The target was silent, so it must have been another one.',
            says: 'Silence names nobody. It is the source of the error that names the router.',
          },
        ],
      },
    ],
  };
}
