import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab chains was built on a Linux machine and scanned. What comes to port 25 goes through the chain mail: its first rule logs, its second one sends the packet back.',
    recording: { lab: 'chains', technique: 'syn' },
    questions: [
      {
        id: 'log',
        ask: 'The SYN to port 25 meets a rule with LOG. Why is the port open in all columns?',
        options: [
          {
            id: 'accepts',
            text: 'A rule that logs a packet also accepts it.',
            says: 'LOG decides nothing. Later rules, or the policy, say what becomes of the packet.',
          },
          {
            id: 'on',
            text: 'LOG writes a line, and then the packet goes on as if nothing had been.',
            right: true,
            says: 'Yes. The scanners see an open port. That a line was written, they cannot see.',
          },
          {
            id: 'half',
            text: 'A SYN scan opens no connection, so that the rule did not match.',
            says: 'The rule matches packets, not connections. A SYN is a packet like any other.',
            misconception: 'syn-is-invisible',
          },
        ],
      },
      {
        id: 'refused',
        ask: 'Port 80 is closed, and a program that connects to it is refused. What does this alone tell?',
        options: [
          {
            id: 'firewall',
            text: 'That a firewall stands in the way.',
            says: 'Here one does, but a port without a service gives the same reset. Refused is no proof.',
            misconception: 'refused-is-firewall',
          },
          {
            id: 'nobody',
            text: 'That no service listens on port 80.',
            says: 'Look at the services of the lab: one does. A rule answered in its place.',
            misconception: 'refused-is-firewall',
          },
          {
            id: 'reset',
            text: 'That a reset came back: from the kernel, or from a rule.',
            right: true,
            says: 'Yes. State and reason are the same for both. Only the owner can look at the rules.',
          },
        ],
      },
    ],
  };
}
