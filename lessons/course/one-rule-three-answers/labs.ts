import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** A host that says no in four ways. A service listens on every one of its TCP ports. */
export interface Refusals {
  readonly open: number;
  /** REJECT, and no more said: ICMP port-unreachable. */
  readonly plain: number;
  /** REJECT with tcp-reset. */
  readonly reset: number;
  /** REJECT with icmp-host-prohibited. */
  readonly prohibited: number;
  readonly dropped: number;
  readonly labText: string;
}

export const rejectRule = (port: number, answer?: string): string =>
  `iptables -A INPUT -p tcp --dport ${port} -j REJECT${answer === undefined ? '' : ` --reject-with ${answer}`}`;
export const dropRule = (port: number): string => `iptables -A INPUT -p tcp --dport ${port} -j DROP`;

export function refusals(draw: Draw): Refusals {
  const [open = 22, plain = 443, reset = 445, prohibited = 3306, dropped = 139] = draw.ports(5);
  const labText = labOf(draw, 'Four ways to say no', services([open, plain, reset, prohibited, dropped]), [
    rejectRule(plain),
    rejectRule(reset, 'tcp-reset'),
    rejectRule(prohibited, 'icmp-host-prohibited'),
    dropRule(dropped),
  ]);
  return { open, plain, reset, prohibited, dropped, labText };
}

export const lineFor = (
  technique: '-sS' | '-sT',
  { open, plain, reset, prohibited, dropped }: Refusals,
): string => `nmap ${technique} -p ${listed([open, plain, reset, prohibited, dropped])} --reason target`;

/** The same rules for TCP and for UDP. */
export interface Twice {
  readonly closed: number;
  readonly plain: number;
  readonly udpOpen: number;
  readonly udpPlain: number;
  readonly udpDropped: number;
  readonly labText: string;
}

/** Well-known UDP ports of services whose answer is a few bytes. */
const UDP_PORTS = [53, 69, 123, 137, 161, 514];

export function twice(draw: Draw): Twice {
  const [closed = 80, plain = 443] = draw.ports(2, UDP_PORTS);
  const [udpOpen = 123, udpPlain = 53, udpDropped = 161] = draw.shuffled(UDP_PORTS);
  const services = [
    `      - { port: tcp/${plain}, name: ${nameOf(plain)} }`,
    ...[udpOpen, udpPlain, udpDropped].map(
      (port) => `      - { port: udp/${port}, name: ${nameOf(port, 'udp')}, reply: "here" }`,
    ),
  ].join('\n');
  const labText = labOf(draw, 'One rule, for TCP and for UDP', services, [
    rejectRule(plain),
    `iptables -A INPUT -p udp --dport ${udpPlain} -j REJECT`,
    `iptables -A INPUT -p udp --dport ${udpDropped} -j DROP`,
  ]);
  return { closed, plain, udpOpen, udpPlain, udpDropped, labText };
}

/** Two services that are to be hidden, each in its way, and one that stays. */
export interface Pair {
  readonly open: number;
  readonly hidden: number;
  readonly told: number;
  readonly labText: string;
}

export function pair(draw: Draw): Pair {
  const [open = 22, hidden = 445, told = 3306] = draw.ports(3);
  const labText = labOf(draw, 'Two services to keep back', services([open, hidden, told]), [
    rejectRule(hidden),
    rejectRule(told),
  ]);
  return { open, hidden, told, labText };
}

export const listed = (ports: readonly number[]): string => [...ports].sort((a, b) => a - b).join(',');

const services = (ports: readonly number[]): string =>
  ports.map((port) => `      - { port: tcp/${port}, name: ${nameOf(port)} }`).join('\n');

function labOf(draw: Draw, title: string, services: string, rules: readonly string[]): string {
  const net = draw.network();
  return `lab: refusals
title: ${title}
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  target:
    address: ${net}.${draw.host()}
    services:
${services}
    firewall: |
${ruleBlock(rules)}
`;
}
