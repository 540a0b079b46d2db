// A data table.
import type { Card } from '../card.ts';
import { behindRouter, oneHost, PROXY } from '../worlds.ts';

const HTTP = '{ port: tcp/80, name: http }';
const DROP_80 = 'iptables -A INPUT -p tcp --dport 80 -j DROP';
const LINE = 'nmap -sS -p 80 --reason target';
const TWO_PORTS = 'nmap -sS -Pn -p 80,81 --reason target';

/** What the words for states are taken to mean. */
export const STATE_CARDS: readonly Card[] = [
  {
    id: 'filtered-is-closed',
    correction:
      'A closed port answers: the target sends a reset. A filtered one does not answer, or an error comes in place of an answer. Nobody knows what is behind a filter.',
    look: 'Look for the RST: it is there in one world and missing in the other.',
    real: {
      says: 'A rule drops what is sent to port 80. A web server listens behind it.',
      labText: oneHost('filtered-is-closed', { services: [HTTP], rules: [DROP_80] }),
      line: LINE,
      shows: [
        { kind: 'state', line: LINE, port: '80/tcp', is: 'filtered', reason: 'no-response' },
        { kind: 'packet', line: LINE, at: 'target', what: 'sent', matches: { flags: 'RA' }, count: 'none' },
      ],
    },
    implied: {
      says: 'No rule, and nobody listens: this is what closed looks like.',
      labText: oneHost('filtered-is-closed', {}),
      line: LINE,
      shows: [
        { kind: 'state', line: LINE, port: '80/tcp', is: 'closed', reason: 'reset' },
        { kind: 'packet', line: LINE, at: 'target', what: 'sent', matches: { flags: 'RA' }, count: 'some' },
      ],
    },
    question: {
      ask: 'A port is filtered. Does a service listen on it?',
      options: [
        {
          id: 'no',
          text: 'No, or it would be open.',
          believes: true,
          says: 'Closed means that nobody listens. Filtered means that no answer came: a service may well be there.',
        },
        {
          id: 'unknown',
          text: 'The scan cannot tell.',
          right: true,
          says: 'Yes. The filter keeps the answer back, whatever it would have been.',
        },
        {
          id: 'yes',
          text: 'Yes, or nobody would filter it.',
          says: 'Many filter every port that they do not use. The scan cannot tell.',
        },
      ],
    },
  },
  {
    id: 'open-is-attackable',
    correction:
      'Open means that something took the first step of a connection. It says nothing of what that something is, or how well it is made. Something in between may even have answered in its place.',
    look: 'Compare the two reports: they are the same, though behind one of them is nothing but a redirected port.',
    real: {
      says: 'Port 80 is redirected to 8080, where a service listens. On 80 itself there is none.',
      labText: oneHost('open-is-attackable', {
        services: ['{ port: tcp/8080, name: http-alt }'],
        rules: ['iptables -t nat -A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 8080'],
      }),
      line: LINE,
      shows: [
        { kind: 'state', line: LINE, port: '80/tcp', is: 'open', reason: 'syn-ack' },
        { kind: 'rule', line: LINE, host: 'target', chain: 'PREROUTING', target: 'REDIRECT', count: 'some' },
      ],
    },
    implied: {
      says: 'If open told what is there, it would be this: a service on port 80 itself.',
      labText: oneHost('open-is-attackable', { services: [HTTP] }),
      line: LINE,
      shows: [
        { kind: 'state', line: LINE, port: '80/tcp', is: 'open', reason: 'syn-ack' },
        { kind: 'rule', line: LINE, host: 'target', chain: 'PREROUTING', target: 'REDIRECT', count: 'none' },
      ],
    },
    question: {
      ask: 'Port 80 is open. What has the scan found out?',
      options: [
        {
          id: 'weak',
          text: 'There is something to attack.',
          believes: true,
          says: 'It found that something answers. Every web server in use has an open port; most are in good order.',
        },
        {
          id: 'server',
          text: 'A web server runs there.',
          says: 'The name comes from a list by number. Any program may listen on 80.',
        },
        {
          id: 'answers',
          text: 'Something takes connections.',
          right: true,
          says: 'Yes, and nothing more. What it is would be the next question.',
        },
      ],
    },
  },
  {
    id: 'closed-is-a-hole',
    correction:
      'A closed port has no listener, so there is nothing that could be reached. A rule in front of it hides only that. What is sent to it ends in the kernel either way.',
    look: 'Look where the SYN ends: at a host without a listener, or at a rule. No program gets it in either world.',
    real: {
      says: 'Nobody listens on port 80, and no rule is in the way.',
      labText: oneHost('closed-is-a-hole', { services: ['{ port: tcp/22, name: ssh }'] }),
      line: LINE,
      shows: [
        { kind: 'state', line: LINE, port: '80/tcp', is: 'closed', reason: 'reset' },
        { kind: 'packet', line: LINE, at: 'target', what: 'sent', matches: { flags: 'SA' }, count: 'none' },
      ],
    },
    implied: {
      says: 'A hole would be a port through which somebody gets in: here a service takes the connection.',
      labText: oneHost('closed-is-a-hole', { services: ['{ port: tcp/22, name: ssh }', HTTP] }),
      line: LINE,
      shows: [
        { kind: 'state', line: LINE, port: '80/tcp', is: 'open', reason: 'syn-ack' },
        { kind: 'packet', line: LINE, at: 'target', what: 'sent', matches: { flags: 'SA' }, count: 'some' },
      ],
    },
    question: {
      ask: 'A scan of your machine finds 65,530 closed ports. What do you do about them?',
      options: [
        {
          id: 'nothing',
          text: 'Nothing: nobody listens there.',
          right: true,
          says: 'Yes. Look at the open ones instead: there somebody listens.',
        },
        {
          id: 'block',
          text: 'Put a firewall before each of them.',
          believes: true,
          says: 'There is nobody behind them to protect. A rule would hide only that they are closed.',
        },
        {
          id: 'close',
          text: 'Stop the programs that hold them.',
          says: 'No program holds a closed port. That is what closed means.',
        },
      ],
    },
  },
  {
    id: 'state-belongs-to-port',
    correction:
      'A state is what one scan concluded, from one place, with one kind of probe. From another place, or with another probe, the same port may have another state.',
    look: 'Look at what the guest finds in each world, and at the rule: it asks where a packet comes from.',
    real: {
      says: 'A rule drops what comes from the scanner. The guest is let in.',
      labText: oneHost('state-belongs-to-port', {
        services: [HTTP],
        rules: ['iptables -A INPUT -s 198.18.10.2 -p tcp --dport 80 -j DROP'],
        guest: true,
      }),
      line: LINE,
      shows: [
        { kind: 'state', line: LINE, port: '80/tcp', is: 'filtered' },
        { kind: 'state', line: LINE, from: 'guest', port: '80/tcp', is: 'open' },
      ],
    },
    implied: {
      says: 'If the state were the port’s own, all would find the same, as here, where the rule asks for no address.',
      labText: oneHost('state-belongs-to-port', { services: [HTTP], rules: [DROP_80], guest: true }),
      line: LINE,
      shows: [
        { kind: 'state', line: LINE, port: '80/tcp', is: 'filtered' },
        { kind: 'state', line: LINE, from: 'guest', port: '80/tcp', is: 'filtered' },
      ],
    },
    question: {
      ask: 'Your scan says filtered. A colleague scans the same port at the same time and finds it open. Who is wrong?',
      options: [
        {
          id: 'one',
          text: 'One of you: a port has one state.',
          believes: true,
          says: 'A state says what came back to one scanner. A rule can treat the two of you differently.',
        },
        {
          id: 'nobody',
          text: 'Perhaps neither of you.',
          right: true,
          says: 'Yes. Rules may look at where a packet comes from. Both reports can be true.',
        },
        {
          id: 'you',
          text: 'You: open is always right.',
          says: 'Each of you saw what came back to you. Neither can speak for the other.',
        },
      ],
    },
  },
  {
    id: 'unfiltered-is-open',
    correction:
      'Unfiltered means that the probe came through and a reset came back. Open and closed ports both reset a stray ACK. Which of the two it is, the ACK scan cannot say.',
    look: 'Compare the ACK scans, then the SYN scans: only the second pair differs.',
    real: {
      says: 'Nobody listens on port 80.',
      labText: oneHost('unfiltered-is-open', {}),
      line: 'nmap -sA -p 80 --reason target',
      shows: [
        {
          kind: 'state',
          line: 'nmap -sA -p 80 --reason target',
          port: '80/tcp',
          is: 'unfiltered',
          reason: 'reset',
        },
        { kind: 'state', line: LINE, port: '80/tcp', is: 'closed' },
      ],
    },
    implied: {
      says: 'Here it is open, and the ACK scan prints the very same.',
      labText: oneHost('unfiltered-is-open', { services: [HTTP] }),
      line: 'nmap -sA -p 80 --reason target',
      shows: [
        {
          kind: 'state',
          line: 'nmap -sA -p 80 --reason target',
          port: '80/tcp',
          is: 'unfiltered',
          reason: 'reset',
        },
        { kind: 'state', line: LINE, port: '80/tcp', is: 'open' },
      ],
    },
    question: {
      ask: 'An ACK scan says that port 80 is unfiltered. Is it open?',
      options: [
        {
          id: 'maybe',
          text: 'It is open or closed.',
          right: true,
          says: 'Yes: both send a reset back. Ask with a SYN scan to know.',
        },
        {
          id: 'yes',
          text: 'Yes, nothing is in the way.',
          believes: true,
          says: 'Nothing was in the way of this probe. A closed port would have answered just so.',
        },
        {
          id: 'no',
          text: 'No, a reset came back.',
          says: 'An open port resets a stray ACK too. The reset says only that the probe arrived.',
        },
      ],
    },
  },
  {
    id: 'only-host-answers',
    correction:
      'Somebody in between can answer in the host’s name: a proxy, a load balancer, a firewall that takes connections first. A router can also send an error of its own. Then the state says nothing of the host behind.',
    look: 'Compare the TTL of the two ports in the first report: one answer has come a step further than the other.',
    real: {
      says: 'The router takes what is for port 80, and a proxy on it answers. Nobody listens on the target, yet 80 is open.',
      labText: behindRouter('only-host-answers', { router: PROXY }),
      line: TWO_PORTS,
      shows: [
        { kind: 'state', line: TWO_PORTS, port: '80/tcp', is: 'open', reason: 'syn-ack' },
        { kind: 'state', line: TWO_PORTS, port: '81/tcp', is: 'closed', reason: 'reset' },
        {
          kind: 'packet',
          line: TWO_PORTS,
          at: 'target',
          what: 'received',
          matches: { protocol: 'tcp', destinationPort: 80 },
          count: 'none',
        },
      ],
    },
    implied: {
      says: 'If only the host could answer, both ports would be closed, as here, where the router takes nothing.',
      labText: behindRouter('only-host-answers', {}),
      line: TWO_PORTS,
      shows: [
        { kind: 'state', line: TWO_PORTS, port: '80/tcp', is: 'closed', reason: 'reset' },
        { kind: 'state', line: TWO_PORTS, port: '81/tcp', is: 'closed', reason: 'reset' },
        {
          kind: 'packet',
          line: TWO_PORTS,
          at: 'target',
          what: 'received',
          matches: { protocol: 'tcp', destinationPort: 80 },
          count: 'some',
        },
      ],
    },
    question: {
      ask: 'A probe to a port is answered. Who sent the answer?',
      options: [
        {
          id: 'somebody',
          text: 'Somebody on the way, or the host.',
          right: true,
          says: 'Yes. The source address and the TTL help to tell who it was.',
        },
        {
          id: 'host',
          text: 'The host that was asked, and no other.',
          believes: true,
          says: 'Often, but not always. A router, a firewall or a proxy on the way can answer too.',
        },
        {
          id: 'own',
          text: 'The scanner’s own kernel.',
          says: 'It sends packets of its own, such as resets, but it does not answer for others.',
        },
      ],
    },
  },
  {
    id: 'refused-is-firewall',
    correction:
      'Refused means that a reset or an error came back. Mostly it is the host itself that has no listener. A firewall that wants to hide drops, and then there is no answer at all.',
    look: 'Look for a rule in the chain of reasons: in one world there is none.',
    real: {
      says: 'No rule at all. Nobody listens on port 80, and the kernel says so.',
      labText: oneHost('refused-is-firewall', {}),
      line: 'nmap -sT -p 80 --reason target',
      shows: [
        {
          kind: 'state',
          line: 'nmap -sT -p 80 --reason target',
          port: '80/tcp',
          is: 'closed',
          reason: 'conn-refused',
        },
        {
          kind: 'rule',
          line: 'nmap -sT -p 80 --reason target',
          host: 'target',
          chain: 'INPUT',
          target: 'REJECT',
          count: 'none',
        },
      ],
    },
    implied: {
      says: 'A firewall can refuse as well: here a rule sends the reset before a service that listens.',
      labText: oneHost('refused-is-firewall', {
        services: [HTTP],
        rules: ['iptables -A INPUT -p tcp --dport 80 -j REJECT --reject-with tcp-reset'],
      }),
      line: 'nmap -sT -p 80 --reason target',
      shows: [
        {
          kind: 'state',
          line: 'nmap -sT -p 80 --reason target',
          port: '80/tcp',
          is: 'closed',
          reason: 'conn-refused',
        },
        {
          kind: 'rule',
          line: 'nmap -sT -p 80 --reason target',
          host: 'target',
          chain: 'INPUT',
          target: 'REJECT',
          count: 'some',
        },
      ],
    },
    question: {
      ask: 'A program says "connection refused". What has most likely happened?',
      options: [
        {
          id: 'firewall',
          text: 'A firewall blocked it.',
          believes: true,
          says: 'Most firewalls that block are silent, and the program would wait in vain. Refused is an answer.',
        },
        {
          id: 'lost',
          text: 'The packet was lost.',
          says: 'A lost packet gets no answer. Refused means that one came.',
        },
        {
          id: 'listener',
          text: 'Nobody listens on that port.',
          right: true,
          says: 'Yes: the host answered with a reset. A rule could do so too, but that is rarer.',
        },
      ],
    },
  },
  {
    id: 'reason-is-noise',
    correction:
      'The reason says which packet made the state, and the TTL helps to see who sent it. Two ports in the same state may have quite different reasons.',
    look: 'Read the column REASON: the port is filtered in both worlds, for different reasons.',
    real: {
      says: 'The router rejects with an error of its own: the reason names it.',
      labText: behindRouter('reason-is-noise', {
        target: { services: [HTTP] },
        router: {
          rules: ['iptables -A FORWARD -p tcp --dport 80 -j REJECT --reject-with icmp-host-prohibited'],
        },
      }),
      line: 'nmap -sS -Pn -p 80 --reason target',
      shows: [
        {
          kind: 'state',
          line: 'nmap -sS -Pn -p 80 --reason target',
          port: '80/tcp',
          is: 'filtered',
          reason: 'host-prohibited',
        },
      ],
    },
    implied: {
      says: 'Who skips the reason takes this for the same world. Here a rule drops, and nobody answers.',
      labText: behindRouter('reason-is-noise', {
        target: { services: [HTTP] },
        router: { rules: ['iptables -A FORWARD -p tcp --dport 80 -j DROP'] },
      }),
      line: 'nmap -sS -Pn -p 80 --reason target',
      shows: [
        {
          kind: 'state',
          line: 'nmap -sS -Pn -p 80 --reason target',
          port: '80/tcp',
          is: 'filtered',
          reason: 'no-response',
        },
      ],
    },
    question: {
      ask: 'What does the column REASON add to the state?',
      options: [
        {
          id: 'nothing',
          text: 'Nothing: it says the same in other words.',
          believes: true,
          says: 'Two filtered ports may differ: one met silence, the other an error from a router.',
        },
        {
          id: 'packet',
          text: 'Which answer, or silence, led to it.',
          right: true,
          says: 'Yes. It is the quickest way to see where a filter stands.',
        },
        {
          id: 'service',
          text: 'Which program listens there.',
          says: 'That is the column SERVICE, and it is looked up by number.',
        },
      ],
    },
  },
];
