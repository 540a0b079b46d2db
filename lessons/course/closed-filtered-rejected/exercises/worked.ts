import type { Task } from '../../../exercise/task.ts';
import { EXAMPLE } from '../labs.ts';

export function worked(): Task {
  return {
    kind: 'worked',
    intro: 'A target behind a gateway, and six ports of it. Watch for each what came back, and who sent it.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sS -Pn -p 22,23,80,139,443,445 --reason target'],
      views: ['sequence', 'ports'],
    },
    stops: [
      {
        goal: 'answer',
        says: 'Port 22 has a listener, and no rule. A SYN/ACK comes back. The gateway took one off its TTL on the way.',
        at: { port: 22, what: 'answer' },
      },
      {
        goal: 'answer',
        says: 'Nobody listens on port 23. The target’s kernel refuses with a reset.',
        at: { port: 23, what: 'answer' },
      },
      {
        goal: 'decide',
        says: 'Port 445 has a listener. But this rule stops the SYN, and sends a reset in its place.',
        at: { port: 445, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'A reset means closed. Nothing in this packet tells a rule’s reset from the kernel’s.',
        at: { port: 445, what: 'verdict' },
      },
      {
        goal: 'decide',
        says: 'For port 443 the rule is a plain REJECT. It answers with an ICMP error.',
        at: { port: 443, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'An ICMP error is no reset: filtered, and the reason says which error it was.',
        at: { port: 443, what: 'verdict' },
      },
      {
        goal: 'answer',
        says: 'For port 80 a SYN/ACK comes back sooner than all others, and with a higher TTL. The gateway answered.',
        at: { port: 80, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'nmap writes open, and the target’s name above it. On the target nobody listens on port 80.',
        at: { port: 80, what: 'verdict' },
      },
      {
        goal: 'decide',
        says: 'For port 139 a rule drops the SYN, and tells nobody.',
        at: { port: 139, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'nmap asks twice and waits more than a second in all. Then it writes filtered: no response.',
        at: { port: 139, what: 'verdict' },
      },
    ],
  };
}
