import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

export const dropRule = (port: number): string => `iptables -A INPUT -p tcp --dport ${port} -j DROP`;
export const acceptRule = (port: number): string => `iptables -A INPUT -p tcp --dport ${port} -j ACCEPT`;
export const resetRule = (port: number): string =>
  `iptables -A INPUT -p tcp --dport ${port} -j REJECT --reject-with tcp-reset`;
export const listed = (ports: readonly number[]): string => [...ports].sort((a, b) => a - b).join(',');

/** A host whose rules name some ports twice. A service listens on every port but one. */
export interface Ordered {
  /** Dropped, and accepted behind that. */
  readonly late: number;
  /** Accepted, and dropped behind that. */
  readonly early: number;
  readonly refused: number;
  /** Named by no rule. */
  readonly free: number;
  /** Named by no rule, and no service listens. */
  readonly closed: number;
  readonly labText: string;
}

export function ordered(draw: Draw): Ordered {
  const [late = 22, early = 80, refused = 23, free = 443, closed = 21] = draw.ports(5);
  const ports = { late, early, refused, free, closed };
  const labText = oneHost(
    draw,
    'The first rule that matches',
    [late, early, refused, free],
    orderedRules(ports),
  );
  return { ...ports, labText };
}

export const orderedRules = ({
  late,
  early,
  refused,
}: Pick<Ordered, 'late' | 'early' | 'refused'>): readonly string[] => [
  dropRule(late),
  acceptRule(late),
  acceptRule(early),
  dropRule(early),
  resetRule(refused),
];

export const orderedLine = ({ late, early, refused, free, closed }: Ordered): string =>
  `nmap -sS -p ${listed([late, early, refused, free, closed])} --reason target`;

/** A host with a chain of its own. */
export interface Chained {
  readonly accepted: number;
  /** Sent back to INPUT, which drops what is left. */
  readonly returned: number;
  readonly refused: number;
  readonly labText: string;
}

export function chained(draw: Draw): Chained {
  const [accepted = 22, returned = 80, refused = 25] = draw.ports(3);
  const labText = oneHost(
    draw,
    'A chain of its own',
    [accepted, returned, refused],
    [
      'iptables -N web',
      'iptables -A INPUT -p tcp -j web',
      'iptables -A INPUT -j DROP',
      `iptables -A web -p tcp --dport ${accepted} -j ACCEPT`,
      `iptables -A web -p tcp --dport ${returned} -j RETURN`,
      `iptables -A web -p tcp --dport ${returned} -j ACCEPT`,
      `iptables -A web -p tcp --dport ${refused} -j REJECT --reject-with tcp-reset`,
    ],
  );
  return { accepted, returned, refused, labText };
}

/** A server that trusts itself: its own loopback is accepted, the network may reach one port. */
export interface Trusting {
  readonly open: number;
  readonly hidden: number;
  readonly labText: string;
}

export function trusting(draw: Draw): Trusting {
  const [open = 22, hidden = 3306] = draw.ports(2);
  const labText = oneHost(
    draw,
    'A server that trusts itself',
    [open, hidden],
    ['iptables -P INPUT DROP', 'iptables -A INPUT -i lo -j ACCEPT', acceptRule(open)],
  );
  return { open, hidden, labText };
}

/** Somebody appended a rule where it can no longer count. */
export interface Broken {
  readonly works: number;
  readonly wanted: number;
  readonly hidden: number;
  readonly labText: string;
}

export function broken(draw: Draw): Broken {
  const [works = 22, wanted = 443, hidden = 3306] = draw.ports(3);
  const labText = oneHost(
    draw,
    'A service that nobody reaches',
    [works, wanted, hidden],
    [...brokenStart(works), 'iptables -A INPUT -j DROP', acceptRule(wanted)],
  );
  return { works, wanted, hidden, labText };
}

export const brokenStart = (works: number): readonly string[] => [
  'iptables -A INPUT -i lo -j ACCEPT',
  'iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
  acceptRule(works),
];

function oneHost(draw: Draw, title: string, ports: readonly number[], rules: readonly string[]): string {
  const net = draw.network();
  return `lab: rule-order
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

export const services = (ports: readonly number[]): string =>
  ports.map((port) => `      - { port: tcp/${port}, name: ${nameOf(port)} }`).join('\n');
