// A data table.
import type { Card } from '../card.ts';
import { behindRouter, oneHost } from '../worlds.ts';

const TWO_PORTS = 'nmap -sS -p 25,80 --reason target';
const UDP = 'nmap -sU -p 161 --reason target';
const SNMP = '{ port: udp/161, name: snmp, reply: "hex:3000" }';
const SSH = '{ port: tcp/22, name: ssh }';
const ECHO_DROP = 'iptables -A INPUT -p icmp --icmp-type echo-request -j DROP';
const FIRST_LOOK = 'nmap -sS -p 22 --reason 198.18.20.28';
const NO_LOOK = 'nmap -sS -Pn -p 22 --reason 198.18.20.28';
const NO_ARP = '--disable-arp-ping';
const PING_SCAN = `nmap -sn ${NO_ARP} --reason target`;

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
          id: 'closed',
          text: 'Closed.',
          says: 'A closed port sends port unreachable, if nothing keeps it back.',
        },
        {
          id: 'either',
          text: 'Open or filtered.',
          right: true,
          says: 'Yes. Two worlds look the same from here.',
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
          id: 'answers',
          text: 'Services over UDP answer late.',
          says: 'A service that answers does so at once. Closed ports are what takes time.',
        },
        {
          id: 'errors',
          text: 'The target sends few errors a second.',
          right: true,
          says: 'Yes: a limit in its kernel. nmap goes at that pace.',
        },
      ],
    },
  },
  {
    id: 'udp-connect-works',
    correction:
      'To connect a UDP socket sends nothing. A program that says "connected" has only noted an address. Whether anybody listens shows when a datagram is sent, and often not even then. The simulator has no such program; it shows what the probe finds.',
    look: 'Look at what comes back once a datagram was sent: an error in one world, a reply in the other. Before that there is nothing to see.',
    real: {
      says: 'Nobody listens on 161. The probe, not a connect, finds that out.',
      labText: oneHost('udp-connect-works', {}),
      line: UDP,
      shows: [{ kind: 'state', line: UDP, port: '161/udp', is: 'closed', reason: 'port-unreach' }],
    },
    implied: {
      says: 'If "connected" meant that it works, this would be the port: one that answers.',
      labText: oneHost('udp-connect-works', { services: [SNMP] }),
      line: UDP,
      shows: [{ kind: 'state', line: UDP, port: '161/udp', is: 'open', reason: 'udp-response' }],
    },
    question: {
      ask: 'A client says that it is connected to udp/161. What has been sent?',
      options: [
        {
          id: 'nothing',
          text: 'Nothing yet.',
          right: true,
          says: 'Yes. The address was noted, and that is all.',
        },
        {
          id: 'handshake',
          text: 'A handshake, and it was answered.',
          believes: true,
          says: 'UDP has no handshake. To connect a UDP socket sends nothing.',
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
      says: 'If a ping spoke for the ports, port 22 would be open, as here, where no rule is in the way.',
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
    look: 'Compare the two lines in each world: -Pn finds an open port where the host seemed down, and nothing where it is off.',
    real: {
      says: 'A firewall drops the first probes. The host runs, and its port 22 is open.',
      labText: behindRouter('down-means-off', {
        target: {
          services: [SSH],
          rules: ['iptables -A INPUT -p tcp --dport 22 -j ACCEPT', 'iptables -P INPUT DROP'],
        },
      }),
      line: FIRST_LOOK,
      shows: [
        { kind: 'discovery', line: FIRST_LOOK, host: '198.18.20.28', is: 'down' },
        { kind: 'state', line: NO_LOOK, port: '22/tcp', is: 'open', reason: 'syn-ack' },
      ],
    },
    implied: {
      says: 'The machine is off, and nobody has its address. The first report is the same.',
      labText: behindRouter('down-means-off', { absent: true }),
      line: FIRST_LOOK,
      shows: [
        { kind: 'discovery', line: FIRST_LOOK, host: '198.18.20.28', is: 'down' },
        { kind: 'state', line: NO_LOOK, port: '22/tcp', is: 'filtered', reason: 'no-response' },
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
        { id: 'ports', text: 'All its ports are closed.', says: 'The ports have not been asked at all.' },
        {
          id: 'silent',
          text: 'It did not answer the first probes.',
          right: true,
          says: 'Yes, and that is why nmap says "seems".',
        },
      ],
    },
  },
  {
    id: 'sn-sends-pings',
    correction:
      'With root, -sn sends four probes: a ping, a SYN to 443, an ACK to 80 and a timestamp request. On the same network it asks by ARP, and needs no ping at all.',
    look: 'Look at the packets that reach the target: there is a SYN among them, and its answer makes the host up.',
    real: {
      says: 'A rule drops pings. The host is found all the same, for nmap has sent more than a ping.',
      labText: oneHost('sn-sends-pings', { rules: [ECHO_DROP] }),
      line: PING_SCAN,
      shows: [
        { kind: 'discovery', line: PING_SCAN, host: 'target', is: 'up' },
        {
          kind: 'packet',
          line: PING_SCAN,
          at: 'target',
          what: 'received',
          matches: { flags: 'S', destinationPort: 443 },
          count: 'some',
        },
      ],
    },
    implied: {
      says: 'If only pings were sent, a host that drops pings would seem down. Here the other probes are dropped as well.',
      labText: oneHost('sn-sends-pings', { rules: [ECHO_DROP, 'iptables -P INPUT DROP'] }),
      line: PING_SCAN,
      shows: [{ kind: 'discovery', line: PING_SCAN, host: 'target', is: 'down' }],
    },
    question: {
      ask: 'What does nmap -sn send with root to a host behind a router?',
      options: [
        {
          id: 'pings',
          text: 'Pings, and nothing else.',
          believes: true,
          says: 'A ping is one of four probes. Two of the others go over TCP.',
        },
        {
          id: 'nothing',
          text: 'Nothing: it only looks at names.',
          says: 'That is -sL. With -sn packets are sent.',
        },
        {
          id: 'four',
          text: 'Pings and probes over TCP.',
          right: true,
          says: 'Yes: a ping, a SYN, an ACK and a timestamp request. One answer of any kind is enough.',
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
      shows: [{ kind: 'only', line: 'own', is: 'open', ports: [] }],
    },
    implied: {
      says: 'If it had asked them all, it would have found this one. Here the line names some more ports.',
      labText: oneHost('all-ports-scanned', { services: ['{ port: tcp/60022, name: ssh }'] }),
      line: 'nmap -sS -p 1-1000,60000-60099 target',
      shows: [{ kind: 'only', line: 'own', is: 'open', ports: ['60022/tcp'] }],
    },
    question: {
      ask: 'nmap target finds no open port. Is none open?',
      options: [
        {
          id: 'unknown',
          text: 'None of those it asked.',
          right: true,
          says: 'Yes. Those are the thousand that are met most often.',
        },
        {
          id: 'none',
          text: 'None: it asked them all.',
          believes: true,
          says: 'It asked 1,000 of 65,535. With -p- it asks them all.',
        },
        { id: 'down', text: 'The host is down.', says: 'nmap would say so.' },
      ],
    },
  },
  {
    id: 'name-is-detection',
    correction:
      'The column SERVICE is looked up by number. Nobody has asked what runs there. Any program may listen on any port.',
    look: 'Look at the name beside the open port: http in one report and smtp in the other, for one and the same program.',
    real: {
      says: 'A mail server listens on port 80. The report says http.',
      labText: oneHost('name-is-detection', {
        services: ['{ port: tcp/80, name: smtp, banner: "220 mail ready\\r\\n" }'],
      }),
      line: TWO_PORTS,
      shows: [{ kind: 'only', line: TWO_PORTS, is: 'open', ports: ['80/tcp'] }],
    },
    implied: {
      says: 'If the name were found out, the report would say smtp of this program, as here, where it listens on 25.',
      labText: oneHost('name-is-detection', {
        services: ['{ port: tcp/25, name: smtp, banner: "220 mail ready\\r\\n" }'],
      }),
      line: TWO_PORTS,
      shows: [{ kind: 'only', line: TWO_PORTS, is: 'open', ports: ['25/tcp'] }],
    },
    question: {
      ask: 'A SYN scan prints 8080/tcp open http-proxy. What runs there?',
      options: [
        {
          id: 'unknown',
          text: 'Something that takes connections.',
          right: true,
          says: 'Yes. With -sV, real nmap would ask it.',
        },
        {
          id: 'proxy',
          text: 'A web proxy, as the report says.',
          believes: true,
          says: 'The name belongs to the number. Nobody has asked the program.',
        },
        { id: 'web', text: 'Some web server.', says: 'Often so, but the scan has not found it out.' },
      ],
    },
  },
];
