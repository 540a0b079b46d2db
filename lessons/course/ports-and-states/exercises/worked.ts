import type { Task } from '../../../exercise/task.ts';

/** The lab of the worked example is the one that the prose speaks of: its numbers are always the same. */
const EXAMPLE = `lab: three-ports
title: Open, closed and filtered
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
      - { port: tcp/22, name: ssh }
      - { port: tcp/139, name: netbios-ssn }
    firewall: |
      iptables -A INPUT -p tcp --dport 139 -j DROP
`;

export function worked(): Task {
  return {
    kind: 'worked',
    intro: 'One scan of three ports. Go through it step by step, and watch where each port gets its state.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sS -p 22,80,139 --reason target'],
      views: ['sequence', 'ports'],
    },
    stops: [
      {
        goal: 'send',
        says: 'The scanner sends a SYN to port 22: the first step of a connection.',
        at: { port: 22, what: 'probe' },
      },
      {
        goal: 'answer',
        says: 'A service listens on 22, so the target takes the step: a SYN/ACK comes back.',
        at: { port: 22, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'A SYN/ACK means open. The reason says what was seen: syn-ack.',
        at: { port: 22, what: 'verdict' },
      },
      { goal: 'send', says: 'The same SYN goes to port 80.', at: { port: 80, what: 'probe' } },
      {
        goal: 'answer',
        says: 'Nobody listens on 80. The target refuses with a reset, RST.',
        at: { port: 80, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'A reset means closed. The target has spoken: it is there, and it said no.',
        at: { port: 80, what: 'verdict' },
      },
      { goal: 'send', says: 'The same SYN goes to port 139.', at: { port: 139, what: 'probe' } },
      {
        goal: 'decide',
        says: 'A rule of the firewall matches it, and drops it. Nobody is told.',
        at: { port: 139, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'The scanner waits, asks once more, and waits again. Then it concludes: filtered, because nothing came back.',
        at: { port: 139, what: 'verdict' },
      },
    ],
  };
}
