import { readFileSync } from 'node:fs';
import { labFile } from '../support/command.ts';

/** A short run whose every packet is written down beside this file, as `NAME.trace`. */
export interface GoldenRun {
  readonly name: string;
  /** What the trace shows, and by whose authority. */
  readonly claim: string;
  /** A lab of the lessons, or the text of one. */
  readonly lab: string;
  readonly words: string;
}

const onOneNetwork = (network: string, target: string): string => `lab: golden
networks:
  lan: { subnet: 198.18.10.0/24, ${network} }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
${target}`;

export const GOLDEN_RUNS: readonly GoldenRun[] = [
  {
    name: 'syn-open-closed-dropped',
    claim:
      'nmap 7.93 on a LAN: three SYNs back to back, the popular port first; the scanner kernel resets the open one; the silent port is asked again 1000 ms after the 100 ms floor, from port + 2 (nmap-behaviour 8.1).',
    lab: onOneNetwork(
      'rtt: 0.2ms',
      '    services: [ { port: tcp/22 } ]\n    firewall: iptables -A INPUT -p tcp --dport 1001 -j DROP\n',
    ),
    words: '-n -sS -p 22,1000,1001 target',
  },
  {
    name: 'six-states-syn',
    claim:
      'Open by SYN/ACK, closed by reset (RFC 9293 3.10.7.1), closed by REJECT --reject-with tcp-reset, filtered by ICMP 3/3, filtered by silence; a listener on 127.0.0.1 is none for the network.',
    lab: 'six-states',
    words: '-sS -n -Pn -p 21,22,139,443,445,8080 target',
  },
  {
    name: 'one-rule-syn',
    claim: 'Plain REJECT under a SYN scan: port unreachable for TCP means filtered.',
    lab: 'one-rule-three-answers',
    words: '-sS -n -Pn -p 22,80,443 target',
  },
  {
    name: 'one-rule-connect',
    claim:
      'The same rule under a connect scan: Linux tells the program "connection refused", which means closed.',
    lab: 'one-rule-three-answers',
    words: '-sT -n -Pn -p 22,80,443 target',
  },
  {
    name: 'one-rule-udp',
    claim:
      'The same rule under a UDP scan: port unreachable from the target means closed (RFC 1122 4.1.3.1).',
    lab: 'one-rule-three-answers',
    words: '-sU -n -Pn -p 53,123 target',
  },
  {
    name: 'udp-closed',
    claim:
      'A closed UDP port: an empty datagram, and ICMP 3/3 that quotes all 28 bytes of it (RFC 1812 4.3.2.3).',
    lab: 'udp',
    words: '-sU -n -Pn -p 100 target',
  },
  {
    name: 'ack-no-firewall',
    claim:
      'An ACK that belongs to nothing is reset by open and closed ports alike, SEQ = the probe ACK: unfiltered (RFC 9293 3.10.7.1 and .2).',
    lab: 'table-open',
    words: '-sA -n -Pn -p 21,80 target',
  },
  {
    name: 'ack-stateful',
    claim:
      'A stateful firewall takes a lone ACK to the allowed port for a connection in its middle (nf_conntrack_tcp_loose); the other port stays silent for two probes.',
    lab: 'table-stateful',
    words: '-sA -n -Pn -p 21,80 target',
  },
  {
    name: 'loss-with-retry',
    claim:
      'A SYN that the wire loses is sent again, from port + 2 and with SEQ xor 0x00020002, and answered: open, at the cost of one second.',
    lab: onOneNetwork(
      'rtt: 2ms, loss: 30%',
      '    services: [ { port: tcp/22 }, { port: tcp/80 } ]\n',
    ).replace('lab: golden', 'lab: golden\nseed: 6'),
    words: '-sS -n -Pn -p 22,80,443 target',
  },
  {
    name: 'routing-loop',
    claim:
      'Two routers send a probe round until its TTL is used up; the one that sees it says time exceeded (RFC 1812 5.3.1): filtered.',
    lab: 'routing-loop',
    words: '-sS -n -Pn -p 22 198.18.30.7',
  },
];

export const labText = ({ lab }: GoldenRun): string =>
  lab.includes('\n') ? lab : readFileSync(labFile(lab), 'utf8');
