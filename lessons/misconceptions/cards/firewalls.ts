// A data table.
import type { Card } from '../card.ts';
import { behindRouter, oneHost } from '../worlds.ts';

const HTTP = '{ port: tcp/80, name: http }';
const SSH = '{ port: tcp/22, name: ssh }';
const LINE = 'nmap -sS -p 80 --reason target';
/** There may be nobody who has the name. */
const BY_ADDRESS = 'nmap -sS -p 80 --reason 198.18.10.28';
const CONNECT = 'nmap -sT -p 80 --reason target';

/** What firewalls are thought to do. */
export const FIREWALL_CARDS: readonly Card[] = [
  {
    id: 'drop-is-safer',
    correction:
      'A rule that drops keeps no one out who a rule that rejects would let in. It makes scanners wait, and your own users too. It does not hide the machine from its own network either: no such rule stops ARP, by which neighbours find each other.',
    look: 'Compare what the reports say of the host: the one that drops everything is up all the same.',
    real: {
      says: 'Everything that comes in is dropped. The scan finds the machine all the same, and reports a filter.',
      labText: oneHost('drop-is-safer', { services: [HTTP], rules: ['iptables -P INPUT DROP'] }),
      line: BY_ADDRESS,
      shows: [
        { kind: 'discovery', line: BY_ADDRESS, host: '198.18.10.28', is: 'up' },
        { kind: 'state', line: BY_ADDRESS, port: '80/tcp', is: 'filtered', reason: 'no-response' },
      ],
    },
    implied: {
      says: 'If dropping hid the machine, this would be the report. Here no machine has the address.',
      labText: oneHost('drop-is-safer', { absent: true }),
      line: BY_ADDRESS,
      shows: [{ kind: 'discovery', line: BY_ADDRESS, host: '198.18.10.28', is: 'down' }],
    },
    question: {
      ask: 'You change REJECT to DROP on all your rules. What have you won?',
      options: [
        {
          id: 'hidden',
          text: 'The machine cannot be seen any more.',
          believes: true,
          says: 'Silence from a machine that answers elsewhere says that a filter is there. The ports are filtered either way.',
        },
        {
          id: 'slow',
          text: 'Scans take longer, and so do your users.',
          right: true,
          says: 'Yes. Whoever runs into such a rule by mistake waits as well.',
        },
        {
          id: 'safe',
          text: 'Attackers can no longer reach the services.',
          says: 'They could not before: REJECT lets nobody through either.',
        },
      ],
    },
  },
  {
    id: 'reject-looks-closed',
    correction:
      'REJECT without a word sends an ICMP error. A SYN scan calls that filtered. Only `--reject-with tcp-reset` sends what a closed port would send.',
    look: 'Look what the rule sends: an ICMP error in one world, a reset in the other.',
    real: {
      says: 'Plain REJECT: an ICMP error comes back.',
      labText: oneHost('reject-looks-closed', {
        services: [HTTP],
        rules: ['iptables -A INPUT -p tcp --dport 80 -j REJECT'],
      }),
      line: LINE,
      shows: [{ kind: 'state', line: LINE, port: '80/tcp', is: 'filtered', reason: 'port-unreach' }],
    },
    implied: {
      says: 'If every REJECT looked closed, this would be the report. Here the rule was told to send a reset.',
      labText: oneHost('reject-looks-closed', {
        services: [HTTP],
        rules: ['iptables -A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset'],
      }),
      line: LINE,
      shows: [{ kind: 'state', line: LINE, port: '80/tcp', is: 'closed', reason: 'reset' }],
    },
    question: {
      ask: 'A rule says -p tcp --dport 80 -j REJECT. What does a SYN scan report?',
      options: [
        { id: 'filtered', text: 'filtered', right: true, says: 'Yes, with the reason port-unreach.' },
        {
          id: 'closed',
          text: 'closed',
          believes: true,
          says: 'It would need a reset for that. Plain REJECT sends an ICMP error.',
        },
        { id: 'open', text: 'open', says: 'Nothing that the rule sends looks like a step of a connection.' },
      ],
    },
  },
  {
    id: 'self-scan-proves',
    correction:
      'What a rule does depends on where a packet comes from. A scan from a place that the rule lets through says nothing of what others see. Scan from where the others are. What never leaves a machine, such as a scan of its own address, this simulator does not show.',
    look: 'Look at what the guest finds in each world, and at the source address in the rules.',
    real: {
      says: 'The rules let the scanner in, and drop everybody else. A guest on the same network finds a filter.',
      labText: oneHost('self-scan-proves', {
        services: [HTTP],
        rules: ['iptables -A INPUT -s 198.18.10.2 -j ACCEPT', 'iptables -A INPUT -j DROP'],
        guest: true,
      }),
      line: LINE,
      shows: [
        { kind: 'state', line: LINE, port: '80/tcp', is: 'open' },
        { kind: 'state', line: LINE, from: 'guest', port: '80/tcp', is: 'filtered' },
      ],
    },
    implied: {
      says: 'If one scan spoke for everybody, the guest would find the same, as here, where there is no rule.',
      labText: oneHost('self-scan-proves', { services: [HTTP], guest: true }),
      line: LINE,
      shows: [
        { kind: 'state', line: LINE, port: '80/tcp', is: 'open' },
        { kind: 'state', line: LINE, from: 'guest', port: '80/tcp', is: 'open' },
      ],
    },
    question: {
      ask: 'You scan your server from the server itself, and all is open. What do others see?',
      options: [
        {
          id: 'unknown',
          text: 'That has not been tested.',
          right: true,
          says: 'Yes. A scan speaks for the place that it was made from.',
        },
        {
          id: 'same',
          text: 'The same, of course.',
          believes: true,
          says: 'Rules for packets from the network may never have seen your scan. Look from outside.',
        },
        {
          id: 'less',
          text: 'Less, since they are further away.',
          says: 'Distance is no filter. Rules are, and yours have not been met.',
        },
      ],
    },
  },
  {
    id: 'stateful-reads-payload',
    correction:
      'A stateful firewall keeps a table of flows. A packet that belongs to a known flow is let through, whatever it carries. It does not read what is inside.',
    look: 'Look at the table of flows: it holds addresses, ports and a state, and no word of the content.',
    real: {
      says: 'New connections to port 80 are let in by number. What listens there is a mail server; the firewall does not mind.',
      labText: oneHost('stateful-reads-payload', {
        services: ['{ port: tcp/80, name: smtp, banner: "220 mail ready\\r\\n" }'],
        rules: [
          'iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
          'iptables -A INPUT -p tcp --dport 80 -m conntrack --ctstate NEW -j ACCEPT',
          'iptables -P INPUT DROP',
        ],
      }),
      line: 'nmap -sT -p 80 --reason target',
      shows: [{ kind: 'state', line: 'nmap -sT -p 80 --reason target', port: '80/tcp', is: 'open' }],
    },
    implied: {
      says: 'If it read what is inside, it would stop a mail server on this port. Here a rule does that, by the number of the port.',
      labText: oneHost('stateful-reads-payload', {
        services: ['{ port: tcp/80, name: smtp, banner: "220 mail ready\\r\\n" }'],
        rules: [
          'iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
          'iptables -A INPUT -p tcp --dport 80 -m conntrack --ctstate NEW -j DROP',
          'iptables -P INPUT DROP',
        ],
      }),
      line: 'nmap -sT -p 80 --reason target',
      shows: [{ kind: 'state', line: 'nmap -sT -p 80 --reason target', port: '80/tcp', is: 'filtered' }],
    },
    question: {
      ask: 'What does a stateful firewall look at to let a packet through?',
      options: [
        {
          id: 'payload',
          text: 'What the packet carries inside.',
          believes: true,
          says: 'It reads headers and its table of flows. Reading the content takes another kind of device.',
        },
        {
          id: 'program',
          text: 'Which of the programs sent it.',
          says: 'A packet does not say so. Only numbers stand in it.',
        },
        {
          id: 'flow',
          text: 'Whether it belongs to a known flow.',
          right: true,
          says: 'Yes: addresses, ports, and the state of the flow in its table.',
        },
      ],
    },
  },
  {
    id: 'replies-come-back',
    correction:
      'Replies are packets that come in, and the rules for what comes in judge them too. With a policy that drops, they need a rule of their own: accept what is ESTABLISHED.',
    look: 'Look where the SYN/ACK ends: it reaches the scanner, and a policy drops it there.',
    real: {
      says: 'The scanner’s own firewall lets everything out and drops what comes in. The answer is dropped at its door.',
      labText: oneHost('replies-come-back', {
        services: [HTTP],
        ownRules: ['iptables -P OUTPUT ACCEPT', 'iptables -P INPUT DROP'],
      }),
      line: CONNECT,
      shows: [
        { kind: 'state', line: CONNECT, port: '80/tcp', is: 'filtered', reason: 'no-response' },
        {
          kind: 'packet',
          line: CONNECT,
          at: 'scanner',
          what: 'received',
          matches: { flags: 'SA' },
          count: 'some',
        },
      ],
    },
    implied: {
      says: 'If replies came in by themselves, this would be the report. Here a rule for ESTABLISHED lets them in.',
      labText: oneHost('replies-come-back', {
        services: [HTTP],
        ownRules: [
          'iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
          'iptables -P INPUT DROP',
        ],
      }),
      line: CONNECT,
      shows: [{ kind: 'state', line: CONNECT, port: '80/tcp', is: 'open', reason: 'syn-ack' }],
    },
    question: {
      ask: 'Your policy for INPUT is DROP, and you have allowed all that goes out. Your browser asks a web server. What happens to the answer?',
      options: [
        {
          id: 'dropped',
          text: 'It is dropped, unless a rule accepts ESTABLISHED.',
          right: true,
          says: 'Yes. That rule is the first line of most firewalls.',
        },
        {
          id: 'comes',
          text: 'It comes in: you asked for it.',
          believes: true,
          says: 'A firewall does not know that, unless a rule tells it to look at its table of flows.',
        },
        {
          id: 'rejected',
          text: 'The web server is told that it was refused.',
          says: 'The policy DROP tells nobody anything.',
        },
      ],
    },
  },
  {
    id: 'append-adds-permission',
    correction:
      'The first rule that matches decides. A rule that is appended stands at the end, behind the one that drops. It never sees the packet, and its counter stays at zero.',
    look: 'Look at the counters of the rules: the ACCEPT has met nothing.',
    real: {
      says: 'First a rule that drops, then one that accepts.',
      labText: oneHost('append-adds-permission', {
        services: [HTTP],
        rules: [
          'iptables -A INPUT -p tcp --dport 80 -j DROP',
          'iptables -A INPUT -p tcp --dport 80 -j ACCEPT',
        ],
      }),
      line: LINE,
      shows: [
        { kind: 'state', line: LINE, port: '80/tcp', is: 'filtered' },
        {
          kind: 'rule',
          line: LINE,
          host: 'target',
          chain: 'INPUT',
          target: 'ACCEPT',
          count: 'none',
        },
      ],
    },
    implied: {
      says: 'If a rule at the end gave permission, port 80 would be open. Here it stands first, and so it is.',
      labText: oneHost('append-adds-permission', {
        services: [HTTP],
        rules: [
          'iptables -A INPUT -p tcp --dport 80 -j ACCEPT',
          'iptables -A INPUT -p tcp --dport 80 -j DROP',
        ],
      }),
      line: LINE,
      shows: [
        { kind: 'state', line: LINE, port: '80/tcp', is: 'open' },
        {
          kind: 'rule',
          line: LINE,
          host: 'target',
          chain: 'INPUT',
          target: 'ACCEPT',
          count: 'some',
        },
      ],
    },
    question: {
      ask: 'The last rule of a chain is -j DROP. You add a rule with -A that accepts port 80. What changes?',
      options: [
        {
          id: 'open',
          text: 'Port 80 is allowed now.',
          believes: true,
          says: '-A puts the rule behind the DROP, where no packet comes. -I would put it first.',
        },
        {
          id: 'nothing',
          text: 'Nothing for any packet.',
          right: true,
          says: 'Yes. The packet met the DROP before.',
        },
        {
          id: 'error',
          text: 'iptables refuses the rule.',
          says: 'It takes the rule without a word. Only the counter tells that nothing meets it.',
        },
      ],
    },
  },
  {
    id: 'input-protects-all',
    correction:
      'INPUT is for packets to the machine itself. What a router passes on goes through FORWARD. Rules in INPUT never see it.',
    look: 'Look at the counters of INPUT on the router: the probe to the target is not among them.',
    real: {
      says: 'The router drops everything in INPUT. The machine behind it is reached all the same.',
      labText: behindRouter('input-protects-all', {
        target: { services: [HTTP] },
        router: { rules: ['iptables -P INPUT DROP'] },
      }),
      line: 'nmap -sS -Pn -p 80 --reason target',
      shows: [{ kind: 'state', line: 'nmap -sS -Pn -p 80 --reason target', port: '80/tcp', is: 'open' }],
    },
    implied: {
      says: 'If INPUT protected it, this would be the report. Here the policy of FORWARD does.',
      labText: behindRouter('input-protects-all', {
        target: { services: [HTTP] },
        router: { rules: ['iptables -P FORWARD DROP'] },
      }),
      line: 'nmap -sS -Pn -p 80 --reason target',
      shows: [{ kind: 'state', line: 'nmap -sS -Pn -p 80 --reason target', port: '80/tcp', is: 'filtered' }],
    },
    question: {
      ask: 'A router has iptables -P INPUT DROP and no other rule. What reaches the machines behind it?',
      options: [
        {
          id: 'nothing',
          text: 'Nothing: the router drops it.',
          believes: true,
          says: 'INPUT is for the router itself. What it passes on goes through FORWARD.',
        },
        {
          id: 'pings',
          text: 'Only pings.',
          says: 'No rule makes a difference between pings and the rest here.',
        },
        {
          id: 'all',
          text: 'Everything that is sent to them.',
          right: true,
          says: 'Yes. FORWARD still accepts it all.',
        },
      ],
    },
  },
  {
    id: 'binding-is-firewall',
    correction:
      'A service chooses the address it listens on. One on 127.0.0.1 is closed to the network, without any rule. One on all addresses is open to it, unless a rule says otherwise.',
    look: 'Look at the rules: there are none, in both worlds.',
    real: {
      says: 'The service listens on 127.0.0.1 only. There is no rule.',
      labText: oneHost('binding-is-firewall', {
        services: [SSH, '{ port: tcp/80, name: http, bind: 127.0.0.1 }'],
      }),
      line: LINE,
      shows: [{ kind: 'state', line: LINE, port: '80/tcp', is: 'closed', reason: 'reset' }],
    },
    implied: {
      says: 'If only a firewall could close a port, it would be open, as here, where the service listens on all addresses.',
      labText: oneHost('binding-is-firewall', { services: [SSH, HTTP] }),
      line: LINE,
      shows: [{ kind: 'state', line: LINE, port: '80/tcp', is: 'open', reason: 'syn-ack' }],
    },
    question: {
      ask: 'A database runs, no firewall is set up, and yet its port is closed from outside. What is the likely cause?',
      options: [
        {
          id: 'bound',
          text: 'It listens on 127.0.0.1 only.',
          right: true,
          says: 'Yes. ss -lnt on the machine shows the address that it listens on.',
        },
        {
          id: 'hidden',
          text: 'Some firewall that nobody knows of.',
          believes: true,
          says: 'That would mostly be silence. A reset says that nobody listens on this address.',
        },
        {
          id: 'slow',
          text: 'It is too busy to answer.',
          says: 'The kernel takes connections for a busy program. It would still be open.',
        },
      ],
    },
  },
];
