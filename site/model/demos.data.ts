// A data table.
import type { PortState } from '../../engine/technique/index.ts';

/** A question for a class: what many believe, and two lines that show what is so. A test runs every line. */
export interface Demo {
  readonly id: string;
  /** What many believe, in their words. */
  readonly belief: string;
  /** What is so, and where to look for it. */
  readonly truth: string;
  /** A lab that comes with the site. */
  readonly lab: string;
  readonly lines: readonly {
    readonly line: string;
    /** What the port table ends with: `445/tcp` and its state. */
    readonly gives: Readonly<Record<string, PortState>>;
  }[];
}

export const DEMOS: readonly Demo[] = [
  {
    id: 'filtered-is-closed',
    belief: 'Filtered is another word for closed.',
    truth:
      'A closed port answered: a reset came back. A filtered one did not answer, and nobody knows what is behind the rule. Ask both ports why.',
    lab: 'six-states',
    lines: [
      {
        line: 'nmap -sS -p 80,139,8080 --reason target',
        gives: { '139/tcp': 'filtered', '8080/tcp': 'closed' },
      },
    ],
  },
  {
    id: 'reject-looks-closed',
    belief: 'REJECT makes a port look closed.',
    truth:
      'Plain REJECT answers with an ICMP error. A SYN scan calls that filtered; connect() turns the same error into "connection refused", and -sT says closed. Only a reset looks closed to both.',
    lab: 'one-rule-three-answers',
    lines: [
      { line: 'nmap -sS -p 443 --reason target', gives: { '443/tcp': 'filtered' } },
      { line: 'nmap -sT -p 443 --reason target', gives: { '443/tcp': 'closed' } },
      { line: 'nmap -sU -p 53 --reason target', gives: { '53/udp': 'closed' } },
    ],
  },
  {
    id: 'order-does-not-matter',
    belief: 'I appended a rule that accepts, so the port is open.',
    truth:
      'The first rule that matches decides. The ACCEPT behind the DROP has counted no packet: look at its counter.',
    lab: 'rule-order',
    lines: [{ line: 'nmap -sS -p 22,80 --reason target', gives: { '22/tcp': 'filtered', '80/tcp': 'open' } }],
  },
  {
    id: 'input-protects-all',
    belief: 'INPUT -P DROP on the gateway protects the network behind it.',
    truth: 'Packets for others go through FORWARD. The gateway is silent, and the host behind it is open.',
    lab: 'forward-not-input',
    lines: [
      { line: 'nmap -sS -Pn -p 22 --reason gateway', gives: { '22/tcp': 'filtered' } },
      { line: 'nmap -sS -p 22,80 --reason target', gives: { '22/tcp': 'open', '80/tcp': 'open' } },
    ],
  },
  {
    id: 'binding-is-a-firewall',
    belief: 'The service runs, so the port is open unless a firewall is in the way.',
    truth: 'A service bound to 127.0.0.1 is closed to the network. There is no rule on this host at all.',
    lab: 'closed-or-local',
    lines: [
      {
        line: 'nmap -sS -p 22,3306,8080 --reason target',
        gives: { '22/tcp': 'open', '3306/tcp': 'closed', '8080/tcp': 'open' },
      },
    ],
  },
  {
    id: 'udp-silence-is-open',
    belief: 'No answer to a UDP probe means the port is open.',
    truth:
      'A silent service and a dropping rule look the same: open|filtered. Only an answer means open, only an ICMP error from the target itself means closed.',
    lab: 'drop',
    lines: [
      {
        line: 'nmap -sU -p 53,68,161 --reason target',
        gives: { '68/udp': 'open|filtered', '161/udp': 'open|filtered' },
      },
    ],
  },
  {
    id: 'ack-finds-open',
    belief: 'An ACK scan finds open ports; unfiltered means open.',
    truth:
      'Open and closed ports reset a stray ACK alike. Here 21 is closed and 80 is open, and both are unfiltered: the scan has mapped the firewall, not the ports.',
    lab: 'table-stateless',
    lines: [
      {
        line: 'nmap -sA -p 21,80 --reason target',
        gives: { '21/tcp': 'unfiltered', '80/tcp': 'unfiltered' },
      },
      { line: 'nmap -sS -p 21,80 --reason target', gives: { '21/tcp': 'filtered', '80/tcp': 'filtered' } },
    ],
  },
  {
    id: 'stateful-stops-acks',
    belief: 'A stateful firewall stops every packet that belongs to no connection.',
    truth:
      'Linux takes up connections in the middle (nf_conntrack_tcp_loose): the stray ACK to 80 is NEW, is accepted, and the reset comes back.',
    lab: 'table-stateful',
    lines: [
      { line: 'nmap -sA -p 21,80 --reason target', gives: { '21/tcp': 'filtered', '80/tcp': 'unfiltered' } },
    ],
  },
  {
    id: 'xmas-works-anywhere',
    belief: 'Xmas and NULL scans tell open from closed on every system.',
    truth:
      'Some stacks reset any such segment, on open ports too: all ports look closed. A SYN scan is not fooled.',
    lab: 'windows-stack',
    lines: [
      { line: 'nmap -sX -p 135,445 --reason target', gives: { '135/tcp': 'closed', '445/tcp': 'closed' } },
      { line: 'nmap -sS -p 135,445 --reason target', gives: { '135/tcp': 'open', '445/tcp': 'open' } },
    ],
  },
  {
    id: 'down-means-off',
    belief: '"Host seems down" means the machine is off.',
    truth:
      'It means that no discovery probe was answered. -Pn skips discovery, and the port scan finds the host alive.',
    lab: 'no-ping',
    lines: [
      { line: 'nmap -sS -p 22 target', gives: {} },
      { line: 'nmap -sS -Pn -p 22 --reason target', gives: { '22/tcp': 'open' } },
    ],
  },
];
