import type { Task } from '../../../exercise/task.ts';

/** The lab of the prose: its numbers are always the same. */
export const EXAMPLE = `lab: named-twice
title: A port that is named twice
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
      - { port: tcp/22, name: ssh }
      - { port: tcp/80, name: http }
      - { port: tcp/443, name: https }
    firewall: |
      iptables -A INPUT -p tcp --dport 22 -j DROP
      iptables -A INPUT -p tcp --dport 22 -j ACCEPT
      iptables -A INPUT -p tcp --dport 80 -j ACCEPT
      iptables -A INPUT -p tcp --dport 80 -j DROP
`;

export function worked(): Task {
  return {
    kind: 'worked',
    intro: 'Two ports are named by two rules each, one port by none. Watch which rule decides.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sS -p 22,80,443 --reason target'],
      views: ['firewall', 'sequence'],
    },
    stops: [
      { goal: 'send', says: 'The scanner sends a SYN to port 22.', at: { port: 22, what: 'probe' } },
      {
        goal: 'match',
        says: 'The first rule matches: it names TCP and port 22. It drops the SYN. The second rule names the port too, and is never asked.',
        at: { port: 22, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'Nothing came back, twice. The scanner writes filtered.',
        at: { port: 22, what: 'verdict' },
      },
      { goal: 'send', says: 'A SYN goes to port 80.', at: { port: 80, what: 'probe' } },
      {
        goal: 'match',
        says: 'Rules 1 and 2 name another port. Rule 3 matches and accepts. That ends the way through the chain: rule 4 is not asked.',
        at: { port: 80, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'The SYN came to the service, and its answer came back: open.',
        at: { port: 80, what: 'verdict' },
      },
      { goal: 'send', says: 'A SYN goes to port 443.', at: { port: 443, what: 'probe' } },
      {
        goal: 'match',
        says: 'No rule names port 443. Where no rule matches, the policy of the chain decides. Here it is ACCEPT.',
        at: { port: 443, what: 'rule' },
      },
      {
        goal: 'conclude',
        says: 'So port 443 is open, with no rule at all.',
        at: { port: 443, what: 'verdict' },
      },
    ],
  };
}
