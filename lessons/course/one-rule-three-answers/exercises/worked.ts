import type { Task } from '../../../exercise/task.ts';

/** The lab of the prose: its numbers are always the same. */
const EXAMPLE = `lab: refused-twice
title: REJECT for TCP and for UDP
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
      - { port: tcp/443, name: https }
      - { port: udp/53, name: domain, reply: hex:000090040000000000000000 }
    firewall: |
      iptables -A INPUT -p tcp --dport 443 -j REJECT
      iptables -A INPUT -p udp --dport 53 -j REJECT
`;

export function worked(): Task {
  return {
    kind: 'worked',
    intro:
      'One line of nmap asks a TCP port and a UDP port. In the line, T: stands before the TCP port and U: before the UDP port. Both have a plain REJECT before them. Watch the answers.',
    scene: {
      labText: EXAMPLE,
      lines: ['nmap -sS -sU -p T:443,U:53 --reason target'],
      views: ['sequence', 'ports'],
    },
    stops: [
      {
        goal: 'send',
        says: 'The scanner sends a SYN to TCP port 443.',
        at: { port: 443, what: 'probe' },
      },
      {
        goal: 'decide',
        says: 'The first rule matches it. REJECT throws it away, and the service hears nothing.',
        at: { port: 443, what: 'rule' },
      },
      {
        goal: 'answer',
        says: 'REJECT also sends an answer. It is no reset but an ICMP error: port-unreachable.',
        at: { port: 443, what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'A TCP port has its own way to refuse: a reset. An ICMP error in its place means that something filters. The scanner writes filtered.',
        at: { port: 443, what: 'verdict' },
      },
      {
        goal: 'send',
        says: 'Now a UDP datagram goes to port 53.',
        at: { port: 53, protocol: 'udp', what: 'probe' },
      },
      {
        goal: 'decide',
        says: 'The second rule matches it, and REJECT throws it away as well.',
        at: { port: 53, protocol: 'udp', what: 'rule' },
      },
      {
        goal: 'answer',
        says: 'The same ICMP error comes back: port-unreachable.',
        at: { port: 53, protocol: 'udp', what: 'answer' },
      },
      {
        goal: 'conclude',
        says: 'UDP has no reset. A kernel without a listener says port-unreachable, so the scanner writes closed. It cannot tell the rule from the kernel.',
        at: { port: 53, protocol: 'udp', what: 'verdict' },
      },
    ],
  };
}
