import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** A host behind a router. Both have rules, and a scan is to say whose it met. */
export interface Path {
  readonly open: number;
  readonly closed: number;
  /** A service listens; the router says that it is prohibited. */
  readonly barred: number;
  /** A service listens; the router resets in the host's name. */
  readonly reset: number;
  /** A service listens; the host itself says port unreachable. */
  readonly refused: number;
  readonly labText: string;
}

export function path(draw: Draw): Path {
  const [open = 22, closed = 23, barred = 80, reset = 443, refused = 3306] = draw.ports(5);
  const last = 10 + draw.below(100);
  const [lan, dmz] = [`198.18.${last}`, `198.18.${last + 100}`];
  const labText = `lab: path
title: Two firewalls on one way
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${lan}.0/24, rtt: 8ms }
  dmz: { subnet: ${dmz}.0/24, rtt: 4ms }
scanner: { address: ${lan}.2 }
hosts:
  gateway:
    interfaces: { lan: ${lan}.1, dmz: ${dmz}.1 }
    forward: true
    firewall: |
${ruleBlock(draw.shuffled(gatewayRules({ barred, reset })))}
  target:
    address: ${dmz}.${draw.host()}
    services:
${[open, barred, reset, refused].map((port) => `      - { port: tcp/${port}, name: ${nameOf(port)} }`).join('\n')}
    firewall: |
${ruleBlock([reject('INPUT', refused)])}
`;
  return { open, closed, barred, reset, refused, labText };
}

/** What REJECT says where nothing else is asked for: port unreachable. */
export const reject = (chain: 'INPUT' | 'FORWARD', port: number, how?: string): string =>
  `iptables -A ${chain} -p tcp --dport ${port} -j REJECT${how === undefined ? '' : ` --reject-with ${how}`}`;

export const gatewayRules = ({ barred, reset }: Pick<Path, 'barred' | 'reset'>): readonly string[] => [
  reject('FORWARD', barred, 'icmp-admin-prohibited'),
  reject('FORWARD', reset, 'tcp-reset'),
];

export const lineFor = ({ open, closed, barred, reset, refused }: Omit<Path, 'labText'>): string =>
  `nmap -sS -Pn -p ${[open, closed, barred, reset, refused].sort((a, b) => a - b).join(',')} --reason target`;

/** The lab that the prose and the worked example speak of: its numbers are always the same. */
export const EXAMPLE = `lab: whose-answer
title: Whose answer is it?
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 8ms }
  dmz: { subnet: 198.18.20.0/24, rtt: 4ms }
scanner: { address: 198.18.10.2 }
hosts:
  gateway:
    interfaces: { lan: 198.18.10.1, dmz: 198.18.20.1 }
    forward: true
    firewall: |
      iptables -A FORWARD -p tcp --dport 80 -j REJECT --reject-with icmp-admin-prohibited
      iptables -A FORWARD -p tcp --dport 443 -j REJECT --reject-with tcp-reset
      iptables -A FORWARD -p tcp --dport 139 -j DROP
  target:
    address: 198.18.20.28
    services:
      - { port: tcp/22, name: ssh }
      - { port: tcp/80, name: http }
      - { port: tcp/443, name: https }
      - { port: tcp/3306, name: mysql }
    firewall: |
      iptables -A INPUT -p tcp --dport 3306 -j REJECT
`;
