import type { Task } from '../../../exercise/task.ts';

/** The lab of the prose: its numbers are always the same. */
export const EXAMPLE = `lab: known-flows
title: A server that knows its flows
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
      - { port: tcp/80, name: http }
      - { port: tcp/3306, name: mysql }
    firewall: |
      iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
      iptables -A INPUT -m conntrack --ctstate INVALID -j DROP
      iptables -A INPUT -p tcp --dport 80 -m conntrack --ctstate NEW -j ACCEPT
      iptables -A INPUT -j DROP
`;

export function worked(): Task {
  return {
    kind: 'worked',
    intro:
      'The usual rules of a server, and a scan of two services. Watch what conntrack writes down, and which rule decides.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sS -p 80,3306 --reason target'],
      views: ['machines', 'firewall', 'sequence'],
    },
    stops: [
      { goal: 'send', says: 'The scanner sends a SYN to port 80.', at: { port: 80, what: 'probe' } },
      {
        goal: 'match',
        says: 'conntrack knows no flow like this, and the SYN could begin one: it is NEW. Rules 1 and 2 want other states. Rule 3 matches NEW packets to port 80, and accepts.',
        at: { port: 80, what: 'rule' },
      },
      {
        goal: 'answer',
        says: 'The service answers with a SYN/ACK. conntrack has seen both directions now. What follows in this flow is ESTABLISHED.',
        at: { port: 80, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'The scanner writes open. Its kernel sends a reset, and rule 1 lets that in: it belongs to a known flow.',
        at: { port: 80, what: 'verdict' },
      },
      { goal: 'send', says: 'A SYN goes to port 3306.', at: { port: 3306, what: 'probe' } },
      {
        goal: 'match',
        says: 'This SYN is NEW too, but rule 3 names another port. Rule 4 takes what is left.',
        at: { port: 3306, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'Nothing comes back: filtered. That a service listens there, nobody outside can tell.',
        at: { port: 3306, what: 'verdict' },
      },
    ],
  };
}
