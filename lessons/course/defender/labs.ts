import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** A host that writes down who knocks, on some of its ports. */
export interface Watched {
  readonly open: number;
  /** Logged, and nothing else. */
  readonly noted: number;
  /** Logged, then dropped. */
  readonly dropped: number;
  /** Refused by a rule, though a service listens. */
  readonly refused: number;
  /** Without a service and without a rule. */
  readonly closed: number;
  readonly labText: string;
}

export const logRule = (port: number, prefix: string): string =>
  `iptables -A INPUT -p tcp --dport ${port} -j LOG --log-prefix "${prefix}: "`;
export const dropRule = (port: number): string => `iptables -A INPUT -p tcp --dport ${port} -j DROP`;
export const resetRule = (port: number): string =>
  `iptables -A INPUT -p tcp --dport ${port} -j REJECT --reject-with tcp-reset`;

export function watched(draw: Draw): Watched {
  const [open = 22, noted = 80, dropped = 3306, refused = 445, closed = 23] = draw.ports(5);
  const net = draw.network();
  const labText = `lab: watched
title: A host that writes things down
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  target:
    address: ${net}.${draw.host()}
    services:
${services([open, noted, dropped, refused])}
    firewall: |
${ruleBlock(rulesOf({ noted, dropped, refused }))}
`;
  return { open, noted, dropped, refused, closed, labText };
}

export const rulesOf = ({
  noted,
  dropped,
  refused,
}: Pick<Watched, 'noted' | 'dropped' | 'refused'>): readonly string[] => [
  logRule(noted, 'seen'),
  logRule(dropped, 'kept out'),
  dropRule(dropped),
  resetRule(refused),
];

export const lineFor = ({ open, noted, dropped, refused, closed }: Watched): string =>
  `nmap -sS -p ${[open, noted, dropped, refused, closed].sort((a, b) => a - b).join(',')} --reason target`;

/** A host that has one service and writes nothing down. */
export interface Blind {
  readonly open: number;
  readonly closed: readonly [number, number];
  readonly labText: string;
}

export function blind(draw: Draw): Blind {
  const [open = 443, first = 23, second = 3389] = draw.ports(3);
  const net = draw.network();
  const labText = `lab: blind
title: A host that writes nothing down
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  target:
    address: ${net}.${draw.host()}
    services:
${services([open])}
    firewall: |
      # Nothing yet.
`;
  return { open, closed: [first, second], labText };
}

/** The lab that the prose and the worked example speak of. */
export const EXAMPLE = `lab: watched
title: A host that writes things down
seed: 7
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
${services([22, 80, 3306, 445])}
    firewall: |
${ruleBlock(rulesOf({ noted: 80, dropped: 3306, refused: 445 }))}
`;

/** Lines whose traces at the host are compared in the prose. */
export const COSTS = [
  'nmap -sS -p 22,23,80,445,3306 target',
  'nmap -sT -p 22,23,80,445,3306 target',
  'nmap -sX -p 22,23,80,445,3306 target',
  'nmap -sA -p 22,23,80,445,3306 target',
  'nmap -sS -F target',
];

function services(ports: readonly number[]): string {
  return ports.map((port) => `      - { port: tcp/${port}, name: ${nameOf(port)} }`).join('\n');
}
