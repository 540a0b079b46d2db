import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

export const KNOWN_FLOWS = 'iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT';
export const listed = (ports: readonly number[]): string => [...ports].sort((a, b) => a - b).join(',');

/** The scanner sits behind a router that lets out what its network begins. The answers are another matter. */
export interface Gate {
  readonly open: number;
  readonly closed: number;
  /** The far host rejects it with an ICMP error. */
  readonly refused: number;
  readonly labText: string;
}

export function gate(draw: Draw): Gate {
  const [open = 443, closed = 22, refused = 25] = draw.ports(3);
  const labText = `lab: gate
title: What goes out, and what comes back
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 4ms }
  far: { subnet: 198.18.20.0/24, rtt: 10ms }
scanner: { address: 198.18.10.2 }
hosts:
  gateway:
    interfaces: { lan: 198.18.10.1, far: 198.18.20.1 }
    forward: true
    firewall: |
${ruleBlock(GATE_RULES)}
  web:
    address: 198.18.20.${draw.host()}
    services:
${services([open, refused])}
    firewall: |
      iptables -A INPUT -p tcp --dport ${refused} -j REJECT
`;
  return { open, closed, refused, labText };
}

export const GATE_RULES: readonly string[] = [
  'iptables -P FORWARD DROP',
  'iptables -A FORWARD -i lan -o far -j ACCEPT',
];

/** A rule that looks at one packet and keeps nothing in mind: what bears SYN alone is dropped. */
export interface Blind {
  readonly open: number;
  readonly closed: number;
  /** Dropped whatever its flags. */
  readonly dropped: number;
  readonly labText: string;
}

export function blind(draw: Draw): Blind {
  const [open = 80, closed = 21, dropped = 3306] = draw.ports(3);
  const labText = oneHost(
    draw,
    'A rule that looks for SYN',
    [open, dropped],
    [`iptables -A INPUT -p tcp --dport ${dropped} -j DROP`, 'iptables -A INPUT -p tcp --syn -j DROP'],
  );
  return { open, closed, dropped, labText };
}

/** The usual rules of a server: known flows, new ones to one service, nothing else. */
export interface Server {
  readonly open: number;
  readonly hidden: number;
  readonly labText: string;
}

export function server(draw: Draw): Server {
  const [open = 80, hidden = 3306] = draw.ports(2);
  const labText = oneHost(draw, 'A server that knows its flows', [open, hidden], serverRules(open));
  return { open, hidden, labText };
}

export const serverRules = (open: number): readonly string[] => [
  'iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
  'iptables -A INPUT -m conntrack --ctstate INVALID -j DROP',
  `iptables -A INPUT -p tcp --dport ${open} -m conntrack --ctstate NEW -j ACCEPT`,
  'iptables -A INPUT -j DROP',
];

/** A database that fetches things from a mirror on the near side, and is to be reached by nobody. */
export interface Vault {
  /** The mirror's service. */
  readonly mirror: number;
  /** Services of the database, for its own network only. */
  readonly sql: number;
  readonly ssh: number;
  readonly labText: string;
}

export function vault(draw: Draw): Vault {
  const [mirror = 443, sql = 5432, ssh = 22] = draw.ports(3);
  const labText = `lab: vault
title: A database that begins, and is not begun with
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 4ms }
  dmz: { subnet: 198.18.20.0/24, rtt: 2ms }
scanner: { address: 198.18.10.2 }
hosts:
  gateway:
    interfaces: { lan: 198.18.10.1, dmz: 198.18.20.1 }
    forward: true
    firewall: |
      # Nothing yet.
  mirror:
    address: 198.18.10.${draw.host()}
    services:
${services([mirror])}
  db:
    address: 198.18.20.${draw.host()}
    services:
${services([sql, ssh])}
`;
  return { mirror, sql, ssh, labText };
}

function oneHost(draw: Draw, title: string, ports: readonly number[], rules: readonly string[]): string {
  const net = draw.network();
  return `lab: flows
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
