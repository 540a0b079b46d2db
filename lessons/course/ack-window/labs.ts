import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

export const listed = (ports: readonly number[]): string => [...ports].sort((a, b) => a - b).join(',');
const KNOWN_FLOWS = 'iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT';
const newTo = (port: number, syn = ''): string =>
  `iptables -A INPUT -p tcp ${syn}--dport ${port} -m conntrack --ctstate NEW -j ACCEPT`;

/** A host with a stateful firewall: two ports are let in, one is rejected, one is dropped. */
export interface Wall {
  /** Let in, and a service listens. */
  readonly open: number;
  /** Let in, and nobody listens. */
  readonly empty: number;
  readonly refused: number;
  readonly dropped: number;
  readonly labText: string;
}

export function wall(draw: Draw): Wall {
  const [open = 80, empty = 21, refused = 25, dropped = 3306] = draw.ports(4);
  const ports = { open, empty, refused, dropped };
  const labText = oneHost(draw, 'What gets through a wall', [open, refused, dropped], wallRules(ports));
  return { ...ports, labText };
}

type Walled = Pick<Wall, 'open' | 'empty' | 'refused'>;

const lastRules = ({ refused }: Walled): readonly string[] => [
  `iptables -A INPUT -p tcp --dport ${refused} -j REJECT`,
  'iptables -A INPUT -j DROP',
];

export const wallRules = (ports: Walled): readonly string[] => [
  KNOWN_FLOWS,
  newTo(ports.open),
  newTo(ports.empty),
  ...lastRules(ports),
];

/** The same, and what begins must be a SYN. */
export const strictRules = (ports: Walled): readonly string[] => [
  KNOWN_FLOWS,
  newTo(ports.open, '--syn '),
  newTo(ports.empty),
  ...lastRules(ports),
];

export const wallLine = (technique: '-sA' | '-sS', { open, empty, refused, dropped }: Wall): string =>
  `nmap ${technique} -p ${listed([open, empty, refused, dropped])} --reason target`;

/** Two hosts with one service each and no rules: one is Linux, the other an old BSD. */
export interface Stacks {
  readonly open: number;
  readonly closed: number;
  readonly labText: string;
}

export function stacks(draw: Draw): Stacks {
  const [open = 23, closed = 22] = draw.ports(2);
  const net = draw.network();
  const host = draw.host();
  const labText = `lab: stacks
title: Two kernels, one question
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 6ms }
scanner: { address: ${net}.2 }
hosts:
  linux:
    address: ${net}.${host}
    services:
${services([open])}
  bsd:
    address: ${net}.${host + 1}
    stack: bsd
    services:
${services([open])}
`;
  return { open, closed, labText };
}

/** A server that lets a stray ACK in, where it should not. */
export interface Leaky {
  readonly open: number;
  readonly hidden: number;
  readonly labText: string;
}

export function leaky(draw: Draw): Leaky {
  const [open = 80, hidden = 3306] = draw.ports(2);
  const labText = oneHost(draw, 'An ACK that walks in', [open, hidden], leakyRules(open, ''));
  return { open, hidden, labText };
}

export const leakyRules = (open: number, syn: '' | '--syn '): readonly string[] => [
  KNOWN_FLOWS,
  newTo(open, syn),
  'iptables -A INPUT -j DROP',
];

function oneHost(draw: Draw, title: string, ports: readonly number[], rules: readonly string[]): string {
  const net = draw.network();
  return `lab: wall
title: ${title}
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  target:
    address: ${net}.${draw.host()}
    services:
${services(ports)}
    firewall: |
${ruleBlock(rules)}
`;
}

const services = (ports: readonly number[]): string =>
  ports.map((port) => `      - { port: tcp/${port}, name: ${nameOf(port)} }`).join('\n');
