import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** A Linux host and a Windows host with the same service; a rule on the first looks for SYNs. */
export interface TwoStacks {
  /** A service listens here, on both hosts. */
  readonly open: number;
  /** Nobody listens, and no rule names it. */
  readonly closed: number;
  /** Nobody listens, and a rule of the Linux host drops SYNs to it. */
  readonly guarded: number;
  readonly labText: string;
}

export function twoStacks(draw: Draw): TwoStacks {
  const [open = 80, closed = 22, guarded = 21] = draw.ports(3);
  const net = draw.network();
  const [web = 28, office = 29] = draw.shuffled([20, 28, 29, 40, 51, 77]);
  const labText = `lab: two-stacks
title: Two stacks, one service
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  web:
    address: ${net}.${web}
    services:
      - { port: tcp/${open}, name: ${nameOf(open)} }
    firewall: |
${ruleBlock([dropSyn(guarded)])}
  office:
    address: ${net}.${office}
    stack: windows
    services:
      - { port: tcp/${open}, name: ${nameOf(open)} }
`;
  return { open, closed, guarded, labText };
}

export const portsOf = ({ open, closed, guarded }: Omit<TwoStacks, 'labText'>): string =>
  [open, closed, guarded].sort((a, b) => a - b).join(',');

/** Stateless: it looks at the flags of each packet, and at nothing else. */
export const dropSyn = (port: number): string => `iptables -A INPUT -p tcp --dport ${port} --syn -j DROP`;
export const DROP_EVERY_SYN = 'iptables -A INPUT -p tcp --syn -j DROP';
/** Stateful: what belongs to no connection and begins none. */
export const DROP_INVALID = 'iptables -A INPUT -m conntrack --ctstate INVALID -j DROP';

/** One of each stack, for the prose and the worked example: their numbers are always the same. */
export const EXAMPLE = `lab: three-stacks
title: Three stacks, the same two ports
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  linux:
    address: 198.18.10.28
    services:
      - { port: tcp/80, name: http }
    firewall: |
      iptables -A INPUT -p tcp --syn -j DROP
  windows:
    address: 198.18.10.29
    stack: windows
    services:
      - { port: tcp/80, name: http }
  bsd:
    address: 198.18.10.30
    stack: bsd
    services:
      - { port: tcp/80, name: http }
`;
