import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

export const dropRule = (port: number): string => `iptables -A INPUT -p tcp --dport ${port} -j DROP`;
export const rejectRule = (port: number): string => `iptables -A INPUT -p tcp --dport ${port} -j REJECT`;
export const resetRule = (port: number): string =>
  `iptables -A INPUT -p tcp --dport ${port} -j REJECT --reject-with tcp-reset`;

/** A host behind a gateway. Some ports are guarded by itself, some by the gateway, and one by nobody. */
export interface Yard {
  readonly open: number;
  readonly closed: number;
  readonly dropped: number;
  /** Plain REJECT: an ICMP port-unreachable. */
  readonly rejected: number;
  /** REJECT with tcp-reset, though a service listens. */
  readonly reset: number;
  /** The gateway takes what is meant for this port of the target, and answers in its place. */
  readonly taken: number;
  readonly labText: string;
}

export function yard(draw: Draw): Yard {
  const [open = 22, closed = 23, dropped = 139, rejected = 443, reset = 445, taken = 80] = draw.ports(6);
  const lan = draw.network();
  // The other half of the same range, RFC 2544.
  const dmz = lan.replace('198.18.', '198.19.');
  const labText = yardText({
    ...{ open, dropped, rejected, reset, taken, lan, dmz },
    host: draw.host(),
    seed: draw.seed % 1000,
  });
  return { open, closed, dropped, rejected, reset, taken, labText };
}

export const lineFor = ({ open, closed, dropped, rejected, reset, taken }: Yard): string =>
  `nmap -sS -Pn -p ${inOrder([open, closed, dropped, rejected, reset, taken])} --reason target`;

interface Numbers extends Omit<Yard, 'closed' | 'labText'> {
  readonly lan: string;
  readonly dmz: string;
  readonly host: number;
  readonly seed: number;
}

function yardText({ open, dropped, rejected, reset, taken, lan, dmz, host, seed }: Numbers): string {
  return `lab: yard
title: Who answers for the target?
seed: ${seed}
networks:
  lan: { subnet: ${lan}.0/24, rtt: 4ms }
  dmz: { subnet: ${dmz}.0/24, rtt: 2ms }
scanner: { address: ${lan}.2 }
hosts:
  gateway:
    interfaces: { lan: ${lan}.1, dmz: ${dmz}.1 }
    forward: true
    services:
${services([taken])}
    firewall: |
      # What is meant for this port of the target is turned round to the gateway's own service.
      iptables -t nat -A PREROUTING -p tcp --dport ${taken} -j REDIRECT --to-ports ${taken}
  target:
    address: ${dmz}.${host}
    services:
${services([open, dropped, rejected, reset])}
    firewall: |
${ruleBlock([dropRule(dropped), rejectRule(rejected), resetRule(reset)])}
`;
}

/** A host whose three services stand open, for rules to be written. */
export interface Plain {
  readonly open: number;
  readonly hidden: number;
  readonly silent: number;
  readonly told: number;
  readonly labText: string;
}

export function plain(draw: Draw): Plain {
  const [open = 22, hidden = 80, silent = 139, told = 443] = draw.ports(4);
  const net = draw.network();
  const labText = `lab: plain
title: A host without rules
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  target:
    address: ${net}.${draw.host()}
    services:
${services([open, hidden, silent, told])}
    firewall: |
      # Nothing yet.
`;
  return { open, hidden, silent, told, labText };
}

/** The lab that the prose and the worked example speak of. */
export const EXAMPLE = yardText({
  ...{ open: 22, dropped: 139, rejected: 443, reset: 445, taken: 80 },
  ...{ lan: '198.18.10', dmz: '198.18.20', host: 28, seed: 7 },
});

export function inOrder(ports: readonly number[]): string {
  return [...ports].sort((a, b) => a - b).join(',');
}

function services(ports: readonly number[]): string {
  return ports.map((port) => `      - { port: tcp/${port}, name: ${nameOf(port)} }`).join('\n');
}
