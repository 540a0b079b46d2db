import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** A host behind a router, where some answers are the router's. */
export interface Behind {
  readonly open: number;
  /** Reset by the router, though a service listens. */
  readonly reset: number;
  /** Rejected by the router with the ICMP error that is usual. */
  readonly rejected: number;
  /** Its service is bound to 127.0.0.1. */
  readonly local: number;
  readonly labText: string;
}

const forward = (port: number, how: string): string =>
  `iptables -A FORWARD -p tcp --dport ${port} -j REJECT${how}`;
export const resetRule = (port: number): string => forward(port, ' --reject-with tcp-reset');
export const rejectRule = (port: number): string => forward(port, '');
export const prohibitedRule = (port: number): string => forward(port, ' --reject-with icmp-admin-prohibited');

export function behind(draw: Draw): Behind {
  const [open = 22, reset = 445, rejected = 80, local = 3306] = draw.ports(4);
  const net = draw.network();
  const labText = `lab: behind-a-router
title: Answers from two machines
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 4ms }
  dmz: { subnet: 198.19.20.0/24, rtt: 2ms }
scanner: { address: ${net}.2 }
hosts:
  gateway:
    interfaces: { lan: ${net}.1, dmz: 198.19.20.1 }
    forward: true
    firewall: |
${ruleBlock([resetRule(reset), rejectRule(rejected)])}
  target:
    address: 198.19.20.${draw.host()}
    services:
      - { port: tcp/${open}, name: ${nameOf(open)} }
      - { port: tcp/${reset}, name: ${nameOf(reset)} }
      - { port: tcp/${rejected}, name: ${nameOf(rejected)} }
      - { port: tcp/${local}, name: ${nameOf(local)}, bind: 127.0.0.1 }
`;
  return { open, reset, rejected, local, labText };
}

export const lineFor = ({ open, reset, rejected, local }: Behind, technique = '-sS'): string =>
  `nmap ${technique} -Pn -p ${[open, reset, rejected, local].sort((a, b) => a - b).join(',')} --reason target`;

/** The lab that the prose and the worked example speak of. */
export const EXAMPLE = `lab: behind-a-router
title: Answers from two machines
seed: 7
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 4ms }
  dmz: { subnet: 198.18.20.0/24, rtt: 2ms }
scanner: { address: 198.18.10.2 }
hosts:
  gateway:
    interfaces: { lan: 198.18.10.1, dmz: 198.18.20.1 }
    forward: true
    firewall: |
${ruleBlock([resetRule(445), rejectRule(80)])}
  target:
    address: 198.18.20.28
    services:
      - { port: tcp/22, name: ssh }
      - { port: tcp/80, name: http }
      - { port: tcp/445, name: microsoft-ds }
      - { port: tcp/3306, name: mysql, bind: 127.0.0.1 }
`;
