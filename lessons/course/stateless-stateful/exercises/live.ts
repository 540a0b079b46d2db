import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab table-stateful was built on a Linux machine and scanned with FIN scans, by our engine and by nmap. Its rules accept known flows, accept new ones to port 80, and drop the rest.',
    recording: { lab: 'table-stateful', technique: 'fin' },
    questions: [
      {
        id: 'same',
        ask: 'Port 21 has no listener, port 80 has one. Both are open|filtered in every column. What explains it?',
        options: [
          {
            id: 'nothing',
            text: 'No FIN gets through: it belongs to no flow and begins none.',
            right: true,
            says: 'Yes. It is neither ESTABLISHED nor NEW, so the last rule drops it, whatever is behind.',
          },
          {
            id: 'payload',
            text: 'The firewall has read the packets and seen a scan.',
            says: 'There is nothing to read: the packets carry no bytes. The list of flows has no entry for them, and that is enough.',
            misconception: 'stateful-reads-payload',
          },
          {
            id: 'listener',
            text: 'Both ports have a listener that keeps silent.',
            says: 'Port 21 has none. Without the rules it would refuse a FIN with a reset.',
          },
        ],
      },
      {
        id: 'stateless',
        ask: 'On the same host, a single rule that drops what bears SYN alone would take the place of these. What would a FIN scan find for port 21 then?',
        truth: {
          labText: STATELESS,
          line: 'nmap -sF -p 21 target',
          port: '21/tcp',
          what: 'state',
        },
        options: [
          {
            id: 'open|filtered',
            text: 'open|filtered, as now',
            says: 'That rule does not match a FIN. The kernel would get it, and refuse it with a reset.',
          },
          {
            id: 'filtered',
            text: 'filtered',
            says: 'The rule sends no ICMP error, and it does not even match a FIN.',
          },
          {
            id: 'closed',
            text: 'closed',
            says: 'Yes. A rule that looks for SYN lets a FIN walk past, and the kernel refuses it.',
          },
        ],
      },
    ],
  };
}

/** The lab table-stateless, in short. */
const STATELESS = `lab: table-stateless
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
      - { port: tcp/80, name: http }
    firewall: |
      iptables -A INPUT -p tcp --syn -j DROP
`;
