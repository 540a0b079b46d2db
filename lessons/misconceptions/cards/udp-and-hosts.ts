// A data table.
import type { Card } from '../card.ts';
import { oneHost } from '../worlds.ts';

const UDP = 'nmap -sU -p 161 --reason target';
const SNMP = '{ port: udp/161, name: snmp, reply: "hex:3000" }';
const SSH = '{ port: tcp/22, name: ssh }';
const ECHO_DROP = 'iptables -A INPUT -p icmp --icmp-type echo-request -j DROP';
const NO_ARP = '--disable-arp-ping';

/** UDP, finding hosts, and choosing what to ask. */
export const UDP_AND_HOST_CARDS: readonly Card[] = [
  {
    id: 'udp-silence-is-open',
    correction:
      'Many services keep silent when they do not understand a datagram. A rule that drops is silent as well. So silence is open|filtered. Only an answer means open.',
    look: 'Look for an answer from port 161: there is one in one world only.',
    real: {
      says: 'Nobody listens on 161. A rule drops what is sent to it.',
      labText: oneHost('udp-silence-is-open', { rules: ['iptables -A INPUT -p udp --dport 161 -j DROP'] }),
      line: UDP,
      shows: [{ kind: 'state', line: UDP, port: '161/udp', is: 'open|filtered', reason: 'no-response' }],
    },
    implied: {
      says: 'An open port that answers looks like this.',
      labText: oneHost('udp-silence-is-open', { services: [SNMP] }),
      line: UDP,
      shows: [{ kind: 'state', line: UDP, port: '161/udp', is: 'open', reason: 'udp-response' }],
    },
    question: {
      ask: 'A UDP port does not answer. What is it?',
      options: [
        {
          id: 'open',
          text: 'Open: a closed one would send an error.',
          believes: true,
          says: 'It would, unless a rule drops the probe or the error. Then there is silence too.',
        },
        {
          id: 'either',
          text: 'Open or filtered.',
          right: true,
          says: 'Yes. Two worlds look the same from here.',
        },
        {
          id: 'closed',
          text: 'Closed.',
          says: 'A closed port sends port unreachable, if nothing keeps it back.',
        },
      ],
    },
  },
  {
    id: 'udp-is-slow',
    correction:
      'It is the closed ports that take the time. Linux sends few ICMP errors, about one a second after the first few. nmap waits for them, so that it does not take silence for an answer.',
    look: 'Compare the times: the same number of ports, closed in one world and open in the other.',
    real: {
      says: 'Twelve closed ports. The errors come one a second.',
      labText: oneHost('udp-is-slow', {}),
      line: 'nmap -sU -p 1001-1012 --reason target',
      shows: [{ kind: 'time', line: 'nmap -sU -p 1001-1012 --reason target', atLeastSeconds: 4 }],
    },
    implied: {
      says: 'Twelve ports with services that answer: no waiting, though it is UDP.',
      labText: oneHost('udp-is-slow', {
        services: Array.from({ length: 12 }, (_, index) => `{ port: udp/${1001 + index}, reply: "hex:00" }`),
      }),
      line: 'nmap -sU -p 1001-1012 --reason target',
      shows: [{ kind: 'time', line: 'nmap -sU -p 1001-1012 --reason target', atMostSeconds: 1 }],
    },
    question: {
      ask: 'Why does a UDP scan of many ports take so long?',
      options: [
        {
          id: 'udp',
          text: 'UDP is slower than TCP.',
          believes: true,
          says: 'A datagram travels as fast as a segment. It is the errors that come slowly.',
        },
        {
          id: 'errors',
          text: 'The target sends few errors a second.',
          right: true,
          says: 'Yes: a limit in its kernel. nmap goes at that pace.',
        },
        {
          id: 'answers',
          text: 'Services over UDP answer late.',
          says: 'A service that answers does so at once. Closed ports are what takes time.',
        },
      ],
    },
  },
  {
    id: 'udp-connect-works',
    correction:
      'To connect a UDP socket sends nothing. A program that says "connected" has only noted an address. Whether anybody listens shows when a datagram is sent, and often not even then. The simulator has no such program; it shows what the probe finds.',
    look: 'Compare with TCP: there the connect() itself asks.',
    real: {
      says: 'Nobody listens on 161. The probe, not a connect, finds that out.',
      labText: oneHost('udp-connect-works', {}),
      line: UDP,
      shows: [{ kind: 'state', line: UDP, port: '161/udp', is: 'closed', reason: 'port-unreach' }],
    },
    implied: {
      says: 'A UDP port works when an answer comes back, as here.',
      labText: oneHost('udp-connect-works', { services: [SNMP] }),
      line: UDP,
      shows: [{ kind: 'state', line: UDP, port: '161/udp', is: 'open', reason: 'udp-response' }],
    },
    question: {
      ask: 'A client says that it is connected to udp/161. What has been sent?',
      options: [
        {
          id: 'handshake',
          text: 'A handshake, and it was answered.',
          believes: true,
          says: 'UDP has no handshake. To connect a UDP socket sends nothing.',
        },
        {
          id: 'nothing',
          text: 'Nothing yet.',
          right: true,
          says: 'Yes. The address was noted, and that is all.',
        },
        { id: 'ping', text: 'A ping.', says: 'A UDP socket sends no pings.' },
      ],
    },
  },
  {
    id: 'ping-means-port',
    correction:
      'A ping is ICMP. A port is TCP or UDP. Other rules judge them, and another part of the kernel answers. One says nothing of the other.',
    look: 'The host answers the ping in both worlds. The port does not.',
    real: {
      says: 'The host answers pings. A rule drops what goes to port 22.',
      labText: oneHost('ping-means-port', {
        services: [SSH],
        rules: ['iptables -A INPUT -p tcp --dport 22 -j DROP'],
      }),
      line: `nmap -sS ${NO_ARP} -p 22 --reason target`,
      shows: [
        { kind: 'discovery', line: `nmap -sS ${NO_ARP} -p 22 --reason target`, host: 'target', is: 'up' },
        {
          kind: 'state',
          line: `nmap -sS ${NO_ARP} -p 22 --reason target`,
          port: '22/tcp',
          is: 'filtered',
        },
      ],
    },
    implied: {
      says: 'A ping that works and a port that works: two facts, here both true.',
      labText: oneHost('ping-means-port', { services: [SSH] }),
      line: `nmap -sS ${NO_ARP} -p 22 --reason target`,
      shows: [
        { kind: 'state', line: `nmap -sS ${NO_ARP} -p 22 --reason target`, port: '22/tcp', is: 'open' },
      ],
    },
    question: {
      ask: 'ping answers, ssh does not. What does the ping prove?',
      options: [
        {
          id: 'network',
          text: 'That the network is fine, so ssh is broken.',
          believes: true,
          says: 'A rule may let pings through and drop port 22. The ping tells nothing of it.',
        },
        {
          id: 'host',
          text: 'That the host is there.',
          right: true,
          says: 'Yes, and nothing about any port.',
        },
        {
          id: 'firewall',
          text: 'That there is no firewall.',
          says: 'A firewall can let pings in and stop all else.',
        },
      ],
    },
  },
  {
    id: 'down-means-off',
    correction:
      'nmap calls a host down when none of its first probes was answered. A firewall can see to that. With -Pn it asks the ports without looking first.',
    look: 'Run it with -Pn as well: the port is open in the world where the host seems down.',
    real: {
      says: 'A firewall drops the first probes. The host runs, and its port 22 is open.',
      labText: oneHost('down-means-off', {
        services: [SSH],
        rules: [
          'iptables -A INPUT -p tcp --dport 22 -j ACCEPT',
          'iptables -A INPUT -p icmp -j DROP',
          'iptables -A INPUT -p tcp -j DROP',
        ],
      }),
      line: `nmap -sS ${NO_ARP} -p 22 --reason target`,
      shows: [
        { kind: 'discovery', line: `nmap -sS ${NO_ARP} -p 22 --reason target`, host: 'target', is: 'down' },
        { kind: 'state', line: `nmap -sS -Pn ${NO_ARP} -p 22 --reason target`, port: '22/tcp', is: 'open' },
      ],
    },
    implied: {
      says: 'A host that answers its first probe is up. What runs and what answers need not be the same.',
      labText: oneHost('down-means-off', { services: [SSH] }),
      line: `nmap -sS ${NO_ARP} -p 22 --reason target`,
      shows: [
        { kind: 'discovery', line: `nmap -sS ${NO_ARP} -p 22 --reason target`, host: 'target', is: 'up' },
      ],
    },
    question: {
      ask: 'nmap says "Host seems down". What do you know?',
      options: [
        {
          id: 'off',
          text: 'The machine is switched off.',
          believes: true,
          says: 'It may run behind a firewall that drops the first probes. Try -Pn.',
        },
        {
          id: 'silent',
          text: 'It did not answer the first probes.',
          right: true,
          says: 'Yes, and that is why nmap says "seems".',
        },
        { id: 'ports', text: 'All its ports are closed.', says: 'The ports have not been asked at all.' },
      ],
    },
  },
  {
    id: 'sn-sends-pings',
    correction:
      'With root, -sn sends four probes: a ping, a SYN to 443, an ACK to 80 and a timestamp request. On the same network it asks by ARP, and needs no ping at all.',
    look: 'Look at the packets that reach the target: there is a SYN among them.',
    real: {
      says: 'The default set, ARP left out: TCP to 443 and 80 is in it.',
      labText: oneHost('sn-sends-pings', { rules: [ECHO_DROP] }),
      line: `nmap -sn ${NO_ARP} target`,
      shows: [
        {
          kind: 'packet',
          line: `nmap -sn ${NO_ARP} target`,
          at: 'target',
          what: 'received',
          matches: { flags: 'S', destinationPort: 443 },
          count: 'some',
        },
        {
          kind: 'rule',
          line: `nmap -sn ${NO_ARP} target`,
          host: 'target',
          chain: 'INPUT',
          target: 'DROP',
          count: 'some',
        },
      ],
    },
    implied: {
      says: 'Without any TCP it looks like this: on its own network nmap asks by ARP, and sends no ping either.',
      labText: oneHost('sn-sends-pings', {}),
      line: 'nmap -sn target',
      shows: [
        {
          kind: 'packet',
          line: 'own',
          at: 'target',
          what: 'received',
          matches: { protocol: 'tcp' },
          count: 'none',
        },
        { kind: 'rule', line: 'own', host: 'target', chain: 'INPUT', target: 'DROP', count: 'none' },
      ],
    },
    question: {
      ask: 'What does nmap -sn send with root to a host behind a router?',
      options: [
        {
          id: 'pings',
          text: 'Pings.',
          believes: true,
          says: 'A ping is one of four probes. Two of the others are TCP.',
        },
        {
          id: 'four',
          text: 'A ping, a SYN, an ACK and a timestamp request.',
          right: true,
          says: 'Yes: one answer of any kind is enough.',
        },
        {
          id: 'nothing',
          text: 'Nothing: it only looks at names.',
          says: 'That is -sL. With -sn packets are sent.',
        },
      ],
    },
  },
  {
    id: 'all-ports-scanned',
    correction:
      'Without -p, nmap asks the 1,000 ports that are met most often. The other 64,535 of each protocol are not asked. What listens there is not found.',
    look: 'Look for port 60022 in the two reports.',
    real: {
      says: 'A service listens on 60022, which is not among the thousand.',
      labText: oneHost('all-ports-scanned', { services: ['{ port: tcp/60022, name: ssh }'] }),
      line: 'nmap -sS target',
      shows: [{ kind: 'only', line: 'nmap -sS target', is: 'open', ports: [] }],
    },
    implied: {
      says: 'The same service on 22 is found.',
      labText: oneHost('all-ports-scanned', { services: [SSH] }),
      line: 'nmap -sS target',
      shows: [{ kind: 'only', line: 'nmap -sS target', is: 'open', ports: ['22/tcp'] }],
    },
    question: {
      ask: 'nmap target finds no open port. Is none open?',
      options: [
        {
          id: 'none',
          text: 'None: it asked them all.',
          believes: true,
          says: 'It asked 1,000 of 65,536. With -p- it asks them all.',
        },
        {
          id: 'unknown',
          text: 'None of those it asked.',
          right: true,
          says: 'Yes. Those are the thousand that are met most often.',
        },
        { id: 'down', text: 'The host is down.', says: 'nmap would say so.' },
      ],
    },
  },
  {
    id: 'name-is-detection',
    correction:
      'The column SERVICE is looked up by number. Nobody has asked what runs there. Any program may listen on any port.',
    look: 'Both reports say http. One of the two programs is a mail server.',
    real: {
      says: 'A mail server listens on port 80. The report says http.',
      labText: oneHost('name-is-detection', {
        services: ['{ port: tcp/80, name: smtp, banner: "220 mail ready\\r\\n" }'],
      }),
      line: 'nmap -sS -p 25,80 --reason target',
      shows: [{ kind: 'only', line: 'nmap -sS -p 25,80 --reason target', is: 'open', ports: ['80/tcp'] }],
    },
    implied: {
      says: 'If the name were found out, the mail server would be on 25, where the list has it.',
      labText: oneHost('name-is-detection', {
        services: ['{ port: tcp/25, name: smtp, banner: "220 mail ready\\r\\n" }'],
      }),
      line: 'nmap -sS -p 25,80 --reason target',
      shows: [{ kind: 'only', line: 'nmap -sS -p 25,80 --reason target', is: 'open', ports: ['25/tcp'] }],
    },
    question: {
      ask: 'A SYN scan prints 8080/tcp open http-proxy. What runs there?',
      options: [
        {
          id: 'proxy',
          text: 'A web proxy.',
          believes: true,
          says: 'The name belongs to the number. Nobody has asked the program.',
        },
        {
          id: 'unknown',
          text: 'Something that takes connections.',
          right: true,
          says: 'Yes. With -sV, real nmap would ask it.',
        },
        { id: 'web', text: 'Some web server.', says: 'Often so, but the scan has not found it out.' },
      ],
    },
  },
];
