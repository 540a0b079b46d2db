// A data table.
import type { Card } from '../card.ts';
import { behindRouter, oneHost, PROXY } from '../worlds.ts';

const HTTP = '{ port: tcp/80, name: http }';
const SYN = 'nmap -sS -p 80 --reason target';
const CONNECT = 'nmap -sT -p 80 --reason target';
const THROUGH = 'nmap -sT -Pn -p 80 --reason target';
const XMAS = 'nmap -sX -p 80 --reason target';

/** What kinds of scan are thought to do. */
export const TECHNIQUE_CARDS: readonly Card[] = [
  {
    id: 'same-state-every-scan',
    correction:
      'Each kind of scan asks another question. The same error means filtered to a SYN scan, and to connect() it means refused. So one port has two states, and neither scan is wrong.',
    look: 'Run both lines in both worlds: only where a reset is sent do they agree.',
    real: {
      says: 'Plain REJECT sends an ICMP error.',
      labText: oneHost('same-state-every-scan', {
        services: [HTTP],
        rules: ['iptables -A INPUT -p tcp --dport 80 -j REJECT'],
      }),
      line: SYN,
      shows: [
        { kind: 'state', line: SYN, port: '80/tcp', is: 'filtered' },
        { kind: 'state', line: CONNECT, port: '80/tcp', is: 'closed' },
      ],
    },
    implied: {
      says: 'If a port had one state, both scans would agree, as here: a reset means the same to both.',
      labText: oneHost('same-state-every-scan', {
        services: [HTTP],
        rules: ['iptables -A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset'],
      }),
      line: SYN,
      shows: [
        { kind: 'state', line: SYN, port: '80/tcp', is: 'closed' },
        { kind: 'state', line: CONNECT, port: '80/tcp', is: 'closed' },
      ],
    },
    question: {
      ask: 'A SYN scan says filtered, a connect scan of the same port says closed. What is wrong?',
      options: [
        {
          id: 'one',
          text: 'One of the two scans.',
          believes: true,
          says: 'Both report what they saw. An ICMP error reads as filtered to one and as refused to the other.',
        },
        {
          id: 'changed',
          text: 'The rules were changed in between.',
          says: 'They need not have been: plain REJECT gives just these two answers.',
        },
        {
          id: 'none',
          text: 'Nothing: both may be right.',
          right: true,
          says: 'Yes. They were told the same, and have different words for it.',
        },
      ],
    },
  },
  {
    id: 'syn-is-invisible',
    correction:
      'A SYN scan sends packets, and whatever looks at packets sees them: firewalls, logs, detectors. It only leaves no trace in programs that note finished connections.',
    look: 'Look at the defender’s side: the rule that logs has met the probe.',
    real: {
      says: 'A rule logs every SYN. It logs this one.',
      labText: oneHost('syn-is-invisible', {
        services: [HTTP],
        rules: ['iptables -A INPUT -p tcp --syn -j LOG --log-prefix "syn "'],
      }),
      line: SYN,
      shows: [{ kind: 'rule', line: SYN, host: 'target', chain: 'INPUT', target: 'LOG', count: 'some' }],
    },
    implied: {
      says: 'Nobody sees a scan only where nobody looks: here is no rule that logs.',
      labText: oneHost('syn-is-invisible', { services: [HTTP] }),
      line: SYN,
      shows: [{ kind: 'rule', line: SYN, host: 'target', chain: 'INPUT', target: 'LOG', count: 'none' }],
    },
    question: {
      ask: 'Who can notice a SYN scan?',
      options: [
        {
          id: 'nobody',
          text: 'Nobody: no connection is made.',
          believes: true,
          says: 'A packet that arrives can be seen by whatever looks at packets. Many resets in a row are a plain sign.',
        },
        {
          id: 'packets',
          text: 'Whoever looks at packets.',
          right: true,
          says: 'Yes: firewalls, detectors, a capture. Only programs that log finished connections miss it.',
        },
        {
          id: 'server',
          text: 'The web server, in its log.',
          says: 'The server is never told: the connection is reset before the kernel hands it over.',
        },
      ],
    },
  },
  {
    id: 'syn-completes',
    correction:
      'In a SYN scan nobody sends the third packet of the handshake. The scanner’s own kernel gets a SYN/ACK that it did not ask for, and resets it.',
    look: 'Look at what the scanner sends after the SYN/ACK: a reset at once in one run, an ACK in the other.',
    real: {
      says: 'A SYN scan: SYN, SYN/ACK, reset.',
      labText: oneHost('syn-completes', { services: [HTTP] }),
      line: SYN,
      shows: [
        {
          kind: 'packet',
          line: 'own',
          at: 'scanner',
          what: 'sent',
          matches: { flags: 'R', destinationPort: 80 },
          count: 'some',
        },
        {
          kind: 'packet',
          line: 'own',
          at: 'scanner',
          what: 'sent',
          matches: { flags: 'A', destinationPort: 80 },
          count: 'none',
        },
      ],
    },
    implied: {
      says: 'A connect scan does complete it: SYN, SYN/ACK, ACK. Only then is the connection reset.',
      labText: oneHost('syn-completes', { services: [HTTP] }),
      line: CONNECT,
      shows: [
        {
          kind: 'packet',
          line: 'own',
          at: 'scanner',
          what: 'sent',
          matches: { flags: 'A', destinationPort: 80 },
          count: 'some',
        },
      ],
    },
    question: {
      ask: 'In a SYN scan of an open port, what is the third packet?',
      options: [
        {
          id: 'ack',
          text: 'An ACK from the scanner’s kernel.',
          believes: true,
          says: 'That would complete the handshake, as connect() does. A SYN scan does not want a connection.',
        },
        {
          id: 'none',
          text: 'None: the scan has what it wants.',
          says: 'The kernel of the scanner answers what it did not ask for: with a reset.',
        },
        {
          id: 'rst',
          text: 'A reset from the scanner’s kernel.',
          right: true,
          says: 'Yes: the kernel never asked for this connection.',
        },
      ],
    },
  },
  {
    id: 'xmas-works-anywhere',
    correction:
      'These scans rest on what RFC 9293 says of a segment without SYN, RST or ACK: an open port ignores it, a closed one resets. Some systems, Windows among them, reset on open ports too. Then all ports look closed.',
    look: 'Compare the two targets: the same service, the same probe, another stack.',
    real: {
      says: 'A target that resets such segments on every port, open ones too.',
      labText: oneHost('xmas-works-anywhere', { services: [HTTP], stack: 'windows' }),
      line: XMAS,
      shows: [
        { kind: 'state', line: XMAS, port: '80/tcp', is: 'closed' },
        { kind: 'state', line: SYN, port: '80/tcp', is: 'open' },
      ],
    },
    implied: {
      says: 'If it worked on every system, all would be like this one, which keeps to the RFC.',
      labText: oneHost('xmas-works-anywhere', { services: [HTTP] }),
      line: XMAS,
      shows: [
        { kind: 'state', line: XMAS, port: '80/tcp', is: 'open|filtered' },
        { kind: 'state', line: SYN, port: '80/tcp', is: 'open' },
      ],
    },
    question: {
      ask: 'A Xmas scan says that all 1,000 ports are closed. Is nothing open?',
      options: [
        {
          id: 'maybe',
          text: 'Perhaps: some systems reset them all.',
          right: true,
          says: 'Yes, open ports too. A SYN scan is not fooled by it.',
        },
        {
          id: 'yes',
          text: 'Nothing is: a reset means closed.',
          believes: true,
          says: 'Some systems reset such probes on every port. Ask a few ports with a SYN scan.',
        },
        {
          id: 'down',
          text: 'The host is down, and nobody answers.',
          says: 'A host that is down sends no resets. These came from somewhere.',
        },
      ],
    },
  },
  {
    id: 'xmas-finds-open',
    correction:
      'An open port says nothing to such a probe, and neither does a rule that drops it. So silence is open|filtered. Only a reset tells something: closed.',
    look: 'The Xmas scan reports the same in both worlds. Only the SYN scan tells them apart.',
    real: {
      says: 'Nobody listens, and a rule drops. The scan reports open|filtered all the same.',
      labText: oneHost('xmas-finds-open', { rules: ['iptables -A INPUT -p tcp --dport 80 -j DROP'] }),
      line: XMAS,
      shows: [
        { kind: 'state', line: XMAS, port: '80/tcp', is: 'open|filtered' },
        { kind: 'state', line: SYN, port: '80/tcp', is: 'filtered' },
      ],
    },
    implied: {
      says: 'If these scans found open ports, silence would mean this: a service listens, and no rule is in the way.',
      labText: oneHost('xmas-finds-open', { services: [HTTP] }),
      line: XMAS,
      shows: [
        { kind: 'state', line: XMAS, port: '80/tcp', is: 'open|filtered' },
        { kind: 'state', line: SYN, port: '80/tcp', is: 'open' },
      ],
    },
    question: {
      ask: 'A FIN scan gets no answer from port 80. What is known?',
      options: [
        {
          id: 'open',
          text: 'It is open: silence means yes.',
          believes: true,
          says: 'A rule that drops is as silent as an open port.',
        },
        {
          id: 'either',
          text: 'It is open, or something filters.',
          right: true,
          says: 'Yes: open|filtered. Only a reset would have been clear.',
        },
        {
          id: 'closed',
          text: 'It is closed: nobody answers.',
          says: 'A closed port would have sent a reset.',
        },
      ],
    },
  },
  {
    id: 'ack-finds-open',
    correction:
      'An ACK scan asks whether a probe comes through. Open and closed ports answer it alike. It maps a firewall, not the services behind it.',
    look: 'Look at both ports of the real world: one is open, one is closed, and the ACK scan finds no difference.',
    real: {
      says: 'Port 80 is open, port 81 is closed, and no rule is in the way.',
      labText: oneHost('ack-finds-open', { services: [HTTP] }),
      line: 'nmap -sA -p 80,81 --reason target',
      shows: [
        {
          kind: 'only',
          line: 'nmap -sA -p 80,81 --reason target',
          is: 'unfiltered',
          ports: ['80/tcp', '81/tcp'],
        },
      ],
    },
    implied: {
      says: 'It tells ports apart only where a rule does: here one that drops what is not for port 80.',
      labText: oneHost('ack-finds-open', {
        services: [HTTP],
        rules: ['iptables -A INPUT -p tcp ! --dport 80 -j DROP'],
      }),
      line: 'nmap -sA -p 80,81 --reason target',
      shows: [
        { kind: 'only', line: 'nmap -sA -p 80,81 --reason target', is: 'unfiltered', ports: ['80/tcp'] },
      ],
    },
    question: {
      ask: 'What is an ACK scan good for?',
      options: [
        {
          id: 'open',
          text: 'To find open ports without a handshake.',
          believes: true,
          says: 'It cannot tell open from closed: both send a reset.',
        },
        {
          id: 'filter',
          text: 'To find out what a firewall lets through.',
          right: true,
          says: 'Yes: unfiltered where the probe came through, filtered where not.',
        },
        {
          id: 'os',
          text: 'To find out which system runs.',
          says: 'That is another question, and takes other probes.',
        },
      ],
    },
  },
  {
    id: 'root-makes-no-difference',
    correction:
      'Without the right to send raw packets, nmap can only ask the system to connect. Other packets are sent, other reasons are seen, and sometimes the state is another one.',
    look: 'Compare the packets: the connection is completed in one run and reset in the other.',
    real: {
      says: 'As an ordinary user: nmap connects. Plain REJECT is "refused" to it.',
      labText: oneHost('root-makes-no-difference', {
        services: [HTTP],
        rules: ['iptables -A INPUT -p tcp --dport 80 -j REJECT'],
      }),
      line: CONNECT,
      shows: [
        { kind: 'state', line: CONNECT, port: '80/tcp', is: 'closed', reason: 'conn-refused' },
        { kind: 'state', line: SYN, port: '80/tcp', is: 'filtered' },
      ],
    },
    implied: {
      says: 'The two would agree if the rule sent a reset.',
      labText: oneHost('root-makes-no-difference', {
        services: [HTTP],
        rules: ['iptables -A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset'],
      }),
      line: CONNECT,
      shows: [{ kind: 'state', line: SYN, port: '80/tcp', is: 'closed', reason: 'reset' }],
    },
    question: {
      ask: 'You run nmap with root and then without. What differs?',
      options: [
        {
          id: 'nothing',
          text: 'Only the speed: the probes are the same.',
          believes: true,
          says: 'Without root nmap connects instead of sending raw SYNs. It sees other answers.',
        },
        {
          id: 'probes',
          text: 'What is sent, and so what can be seen.',
          right: true,
          says: 'Yes: -sT without root, -sS with it, and other probes to find hosts.',
        },
        { id: 'ports', text: 'Which ports are asked.', says: 'The ports are the same thousand.' },
      ],
    },
  },
  {
    id: 'tcpwrapped-is-wrapper',
    correction:
      'tcpwrapped says that the connection was taken, and closed before a word was said. A proxy, a filter or a list of allowed addresses does that too. This simulator has no -sV. It shows what lies beneath: a port may be open with no program on the host at all.',
    look: 'Look whether the SYN reaches the target: in one world the router takes the connection in its name.',
    real: {
      says: 'A proxy on the router takes the connection. On the target runs nothing that could be a wrapper.',
      labText: behindRouter('tcpwrapped-is-wrapper', { router: PROXY }),
      line: THROUGH,
      shows: [
        { kind: 'state', line: THROUGH, port: '80/tcp', is: 'open' },
        {
          kind: 'packet',
          line: THROUGH,
          at: 'target',
          what: 'received',
          matches: { flags: 'S' },
          count: 'none',
        },
      ],
    },
    implied: {
      says: 'A wrapper would run on the target and take the connection there, as this program does.',
      labText: behindRouter('tcpwrapped-is-wrapper', { target: { services: [HTTP] } }),
      line: THROUGH,
      shows: [
        { kind: 'state', line: THROUGH, port: '80/tcp', is: 'open' },
        {
          kind: 'packet',
          line: THROUGH,
          at: 'target',
          what: 'received',
          matches: { flags: 'S' },
          count: 'some',
        },
      ],
    },
    question: {
      ask: 'nmap -sV prints tcpwrapped for a port. What is known?',
      options: [
        {
          id: 'wrapper',
          text: 'The program tcpd runs there.',
          believes: true,
          says: 'It may, but the scan does not know. It saw only that the connection was closed without a word.',
        },
        {
          id: 'safe',
          text: 'The port is protected by encryption.',
          says: 'Encryption has no part in it. Nothing was said at all.',
        },
        {
          id: 'closed',
          text: 'It was taken and closed without a word.',
          right: true,
          says: 'Yes. Who closed it, and why, is not known.',
        },
      ],
    },
  },
  {
    id: 'faster-is-same',
    correction:
      'Who waits less and asks less often misses answers that come late or get lost. A port that answers is then called filtered.',
    look: 'Look at the tries: on a path that loses packets, one try is not enough.',
    real: {
      says: 'A rule drops every second packet, as a bad path might. With no second try the port seems filtered.',
      labText: oneHost('faster-is-same', {
        services: [HTTP],
        rules: ['iptables -A INPUT -p tcp --dport 80 -m statistic --mode nth --every 2 --packet 0 -j DROP'],
      }),
      line: 'nmap -sS -T5 --max-retries 0 -p 80 --reason target',
      shows: [
        {
          kind: 'state',
          line: 'nmap -sS -T5 --max-retries 0 -p 80 --reason target',
          port: '80/tcp',
          is: 'filtered',
        },
        { kind: 'state', line: SYN, port: '80/tcp', is: 'open' },
      ],
    },
    implied: {
      says: 'On a path that loses nothing, faster is the same.',
      labText: oneHost('faster-is-same', { services: [HTTP] }),
      line: 'nmap -sS -T5 --max-retries 0 -p 80 --reason target',
      shows: [
        {
          kind: 'state',
          line: 'nmap -sS -T5 --max-retries 0 -p 80 --reason target',
          port: '80/tcp',
          is: 'open',
        },
      ],
    },
    question: {
      ask: 'You scan with -T5 --max-retries 0 to save time. What may change?',
      options: [
        {
          id: 'nothing',
          text: 'Nothing but the time it takes.',
          believes: true,
          says: 'An answer that is lost once is never asked for again. The port is then called filtered.',
        },
        {
          id: 'miss',
          text: 'Ports that answer may be missed.',
          right: true,
          says: 'Yes. The price of speed is paid in wrong states.',
        },
        { id: 'more', text: 'More ports are found.', says: 'Asking less often finds no more.' },
      ],
    },
  },
];
