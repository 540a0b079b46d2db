import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab table-stateless was built on a Linux machine with a real rule that drops every SYN. Our engine and nmap ran a Xmas scan of it.',
    recording: { lab: 'table-stateless', technique: 'xmas' },
    questions: [
      {
        id: 'why',
        ask: 'Port 21 is closed in all columns, though the rule names no port and drops every SYN. What explains it?',
        options: [
          {
            id: 'forgot',
            text: 'The kernel does not hold the first probe against its rules.',
            says: 'Each packet that comes in is held against them. But a rule decides only about what it matches.',
          },
          {
            id: 'rejects',
            text: 'The rule sends a reset for what it drops.',
            says: 'DROP sends nothing. Rejecting with a reset would be another rule. The reset is the kernel’s own.',
          },
          {
            id: 'flags',
            text: 'The probe has no SYN, so the rule does not match it.',
            right: true,
            says: 'Yes. FIN, PSH and URG are set, and SYN is not. The kernel saw the probe, and nobody listens on 21.',
          },
          {
            id: 'proof',
            text: 'The scan has shown that port 80 is open, so 21 must be closed.',
            says: 'Of port 80 the scan knows only silence. And what is so for one port says nothing of another.',
            misconception: 'xmas-finds-open',
          },
        ],
      },
    ],
  };
}
