import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** The port's SYN/ACK never leaves the host: the handshake breaks at its second step. */
export const muteRule = (port: number): string =>
  `iptables -A OUTPUT -p tcp --sport ${port} --tcp-flags SYN,ACK SYN,ACK -j DROP`;
export const dropRule = (port: number): string => `iptables -A INPUT -p tcp --dport ${port} -j DROP`;
/** Only what is no first step is dropped: the handshake breaks at its third step. */
export const deafRule = (port: number): string => `iptables -A INPUT -p tcp --dport ${port} ! --syn -j DROP`;

/** A host whose ports let a handshake come to its end, refuse it, or lose one of its steps. */
export interface Steps {
  readonly open: number;
  readonly closed: number;
  readonly mute: number;
  readonly dropped: number;
  readonly labText: string;
}

export function steps(draw: Draw): Steps {
  const [open = 22, closed = 23, mute = 80, dropped = 139] = draw.ports(4);
  const net = draw.network();
  const labText = `lab: handshakes
title: Handshakes that end in four ways
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  target:
    address: ${net}.${draw.host()}
    services:
${services([open, mute, dropped])}
    firewall: |
${ruleBlock([dropRule(dropped), muteRule(mute)])}
`;
  return { open, closed, mute, dropped, labText };
}

export const lineFor = ({ open, closed, mute, dropped }: Steps): string =>
  `nmap -sT -p ${inOrder([open, closed, mute, dropped])} --reason target`;

/** Three handshakes that break, each at another step, and a port that is guarded on purpose. */
export interface Broken {
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly guarded: number;
  readonly labText: string;
}

export function broken(draw: Draw): Broken {
  const [first = 25, second = 80, third = 443, guarded = 3306] = draw.ports(4);
  const net = draw.network();
  const labText = `lab: broken-handshakes
title: Three handshakes that break
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  target:
    address: ${net}.${draw.host()}
    services:
${services([first, second, third, guarded])}
    firewall: |
${ruleBlock([dropRule(guarded), deafRule(third), dropRule(first), muteRule(second)])}
`;
  return { first, second, third, guarded, labText };
}

/** The lab that the prose and the worked example speak of. */
export const EXAMPLE = `lab: handshake
title: Taken and refused
seed: 7
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
${services([22, 80])}
    firewall: |
${ruleBlock([muteRule(80)])}
`;

function services(ports: readonly number[]): string {
  return ports.map((port) => `      - { port: tcp/${port}, name: ${nameOf(port)} }`).join('\n');
}

export function inOrder(ports: readonly number[]): string {
  return [...ports].sort((a, b) => a - b).join(',');
}
