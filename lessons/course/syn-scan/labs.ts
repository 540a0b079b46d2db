import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** A host that writes down who asks for one of its ports, and rejects what comes to another. */
export interface Half {
  readonly open: number;
  readonly closed: number;
  /** Logged, and nothing else. */
  readonly logged: number;
  /** Plain REJECT: an ICMP port-unreachable. */
  readonly rejected: number;
  readonly labText: string;
}

export const logRule = (port: number): string =>
  `iptables -A INPUT -p tcp --syn --dport ${port} -j LOG --log-prefix "knock: "`;
export const rejectRule = (port: number): string => `iptables -A INPUT -p tcp --dport ${port} -j REJECT`;
/** On the scanner: its kernel's resets stay at home. */
export const KEEP_RESETS = 'iptables -A OUTPUT -p tcp --tcp-flags RST RST -j DROP';

export function half(draw: Draw): Half {
  const [open = 22, closed = 23, logged = 80, rejected = 139] = draw.ports(4);
  const net = draw.network();
  const labText = `lab: half-open
title: Questions without a connection
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner:
  address: ${net}.2
  firewall: |
    # Nothing yet.
hosts:
  target:
    address: ${net}.${draw.host()}
    services:
${services([open, logged, rejected])}
    firewall: |
${ruleBlock([logRule(logged), rejectRule(rejected)])}
`;
  return { open, closed, logged, rejected, labText };
}

export const lineFor = ({ open, closed, logged, rejected }: Half): string =>
  `nmap -sS -p ${inOrder([open, closed, logged, rejected])} --reason target`;

/** The lab that the prose and the worked example speak of. */
export const EXAMPLE = `lab: half-open
title: Questions without a connection
seed: 7
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
${services([22, 80, 139])}
    firewall: |
${ruleBlock([logRule(80), rejectRule(139)])}
`;

function services(ports: readonly number[]): string {
  return ports.map((port) => `      - { port: tcp/${port}, name: ${nameOf(port)} }`).join('\n');
}

export function inOrder(ports: readonly number[]): string {
  return [...ports].sort((a, b) => a - b).join(',');
}
