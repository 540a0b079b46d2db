import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** A host whose firewall keeps clients away in three ways, beside an open and a closed port. */
export interface Office {
  readonly open: number;
  readonly closed: number;
  /** Plain REJECT: an ICMP port-unreachable. */
  readonly rejected: number;
  /** REJECT that says administratively prohibited. */
  readonly prohibited: number;
  readonly dropped: number;
  readonly labText: string;
}

export function office(draw: Draw): Office {
  // Without root nmap looks for hosts by connecting to 80 and 443: an exercise has other ports.
  const [open = 22, closed = 23, rejected = 25, prohibited = 110, dropped = 139] = draw.ports(5, [80, 443]);
  const net = draw.network();
  const labText = `lab: office
title: Three ways to keep clients away
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  target:
    address: ${net}.${draw.host()}
    services:
${services([open, rejected, prohibited, dropped])}
    firewall: |
${ruleBlock(officeRules({ rejected, prohibited, dropped }))}
`;
  return { open, closed, rejected, prohibited, dropped, labText };
}

const officeRules = ({
  rejected,
  prohibited,
  dropped,
}: Pick<Office, 'rejected' | 'prohibited' | 'dropped'>): readonly string[] => [
  `iptables -A INPUT -p tcp --dport ${rejected} -j REJECT`,
  `iptables -A INPUT -p tcp --dport ${prohibited} -j REJECT --reject-with icmp-admin-prohibited`,
  `iptables -A INPUT -p tcp --dport ${dropped} -j DROP`,
];

export const lineFor = (
  technique: '-sT' | '-sS',
  { open, closed, rejected, prohibited, dropped }: Office,
): string => `nmap ${technique} -p ${inOrder([open, closed, rejected, prohibited, dropped])} --reason target`;

/** The lab that the prose and the worked example speak of. */
export const EXAMPLE = `lab: office
title: Three ways to keep clients away
seed: 7
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
${services([22, 25, 110, 139])}
    firewall: |
${ruleBlock(officeRules({ rejected: 25, prohibited: 110, dropped: 139 }))}
`;

function services(ports: readonly number[]): string {
  return ports.map((port) => `      - { port: tcp/${port}, name: ${nameOf(port)} }`).join('\n');
}

function inOrder(ports: readonly number[]): string {
  return [...ports].sort((a, b) => a - b).join(',');
}
