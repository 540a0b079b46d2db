import type { Task } from '../../../exercise/task.ts';

/** The lab of the prose: its numbers are always the same. */
const EXAMPLE = `lab: three-acks
title: A stateful firewall and a stray ACK
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
      iptables -A INPUT -p tcp -m multiport --dports 21,80 -m conntrack --ctstate NEW -j ACCEPT
      iptables -A INPUT -j DROP
`;

export function worked(): Task {
  return {
    kind: 'worked',
    intro:
      'A stateful firewall lets new connections in to ports 21 and 80. A service listens on 80 and on 3306, none on 21. Now three ACKs come that belong to no connection.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sA -p 21,80,3306 --reason target'],
      views: ['sequence', 'firewall', 'ports'],
    },
    stops: [
      {
        goal: 'send',
        says: 'The scanner sends an ACK to port 80, out of the blue: no SYN went before it.',
        at: { port: 80, what: 'probe' },
      },
      {
        goal: 'match',
        says: 'conntrack knows no such flow. It takes the ACK for a connection that began before it was watching, and calls it NEW. So rule 2 accepts.',
        at: { port: 80, what: 'rule' },
      },
      {
        goal: 'answer',
        says: 'A service listens on 80. But the ACK belongs to none of its connections, so the kernel answers with a reset.',
        at: { port: 80, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'The ACK got through: unfiltered. That is not the same as open.',
        at: { port: 80, what: 'verdict' },
      },
      { goal: 'send', says: 'The same ACK goes to port 21.', at: { port: 21, what: 'probe' } },
      {
        goal: 'answer',
        says: 'Nobody listens on 21. The kernel answers with a reset of the very same kind.',
        at: { port: 21, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'Unfiltered as well. With a service or without, an ACK scan sees no difference.',
        at: { port: 21, what: 'verdict' },
      },
      { goal: 'send', says: 'The same ACK goes to port 3306.', at: { port: 3306, what: 'probe' } },
      {
        goal: 'match',
        says: 'It is NEW too, but rule 2 names other ports. Rule 3 drops what is left.',
        at: { port: 3306, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'Nothing comes back: filtered. This is what an ACK scan is for.',
        at: { port: 3306, what: 'verdict' },
      },
    ],
  };
}
