import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** A host on which each port is in its state for another cause. */
export interface Street {
  readonly open: number;
  readonly closed: number;
  readonly dropped: number;
  readonly local: number;
  readonly labText: string;
}

/** Numbers drawn anew: who has seen one street cannot tell the next. */
export function street(draw: Draw): Street {
  const [open = 22, closed = 23, dropped = 80, local = 3306] = draw.ports(4);
  const net = draw.network();
  const labText = `lab: ports-and-states
title: Four ports, four causes
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  target:
    address: ${net}.${draw.host()}
    services:
      - { port: tcp/${open}, name: ${nameOf(open)} }
      - { port: tcp/${dropped}, name: ${nameOf(dropped)} }
      - { port: tcp/${local}, name: ${nameOf(local)}, bind: 127.0.0.1 }
    firewall: |
${ruleBlock([`iptables -A INPUT -p tcp --dport ${dropped} -j DROP`])}
`;
  return { open, closed, dropped, local, labText };
}

export const lineFor = ({ open, closed, dropped, local }: Street): string =>
  `nmap -sS -p ${[open, closed, dropped, local].sort((a, b) => a - b).join(',')} --reason target`;
