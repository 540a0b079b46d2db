import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** A host behind a router that answers pings, and one that lets no discovery through. */
export interface Offices {
  /** On both hosts a service that can be reached. */
  readonly open: number;
  /** A service that a rule of `friendly` keeps back. */
  readonly barred: number;
  /** No service on either; nmap has a name for it all the same. */
  readonly closed: number;
  readonly closedName: string;
  /** A service of `friendly` on a port that is not among the thousand most common. */
  readonly odd: number;
  readonly labText: string;
}

/** What discovery asks of another network: echo, timestamp, TCP 443 and 80. `quiet` drops them all. */
export const QUIET_RULES: readonly string[] = [
  'iptables -A INPUT -p icmp --icmp-type echo-request -j DROP',
  'iptables -A INPUT -p icmp --icmp-type timestamp-request -j DROP',
  'iptables -A INPUT -p tcp --dport 443 -j DROP',
  'iptables -A INPUT -p tcp --dport 80 -j DROP',
];

/** The hundreds from 46000 to 47900, in which nmap's thousand most common ports have none. */
const ODD_HUNDREDS = 19;

export function offices(draw: Draw): Offices {
  // Discovery asks ports 80 and 443; what they say is another story.
  const [open = 22, barred = 3306, closed = 21] = draw.ports(3, [80, 443]);
  const odd = 46_000 + 100 * draw.below(ODD_HUNDREDS) + 10 + draw.below(80);
  const last = 10 + draw.below(100);
  const [lan, dmz] = [`198.18.${last}`, `198.18.${last + 100}`];
  const [friendly = 28, quiet = 29] = draw.shuffled([28, 29, 40, 55, 71, 99]);
  const labText = `lab: offices
title: One host that answers pings, and one that does not
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${lan}.0/24, rtt: 6ms }
  dmz: { subnet: ${dmz}.0/24, rtt: 4ms }
scanner: { address: ${lan}.2 }
hosts:
  gateway:
    interfaces: { lan: ${lan}.1, dmz: ${dmz}.1 }
    forward: true
  friendly:
    address: ${dmz}.${friendly}
    services:
      - { port: tcp/${open}, name: ${nameOf(open)} }
      - { port: tcp/${barred}, name: ${nameOf(barred)} }
      - { port: tcp/${odd} }
    firewall: |
${ruleBlock([`iptables -A INPUT -p tcp --dport ${barred} -j DROP`])}
  quiet:
    address: ${dmz}.${quiet}
    services:
      - { port: tcp/${open}, name: ${nameOf(open)} }
      - { port: tcp/${odd} }
    firewall: |
${ruleBlock(draw.shuffled(QUIET_RULES))}
`;
  return { open, barred, closed, closedName: nameOf(closed), odd, labText };
}

/** The first and the last port of the hundred that holds a port: 46100 and 46199. */
export function hundredOf(port: number): readonly [number, number] {
  const first = port - (port % 100);
  return [first, first + 99];
}

export const inOrder = (...ports: readonly number[]): string => [...ports].sort((a, b) => a - b).join(',');

/** The lab that the prose and the worked example speak of: its numbers are always the same. */
export const EXAMPLE = `lab: three-hosts
title: A neighbour, and two hosts behind a router
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 6ms }
  dmz: { subnet: 198.18.20.0/24, rtt: 4ms }
scanner: { address: 198.18.10.2 }
hosts:
  printer:
    address: 198.18.10.60
    services:
      - { port: tcp/9100, name: jetdirect }
    firewall: |
      iptables -A INPUT -p icmp -j DROP
  gateway:
    interfaces: { lan: 198.18.10.1, dmz: 198.18.20.1 }
    forward: true
  friendly:
    address: 198.18.20.28
    services:
      - { port: tcp/22, name: ssh }
      - { port: tcp/3306, name: mysql }
      - { port: tcp/46022, name: ssh }
    firewall: |
      iptables -A INPUT -p tcp --dport 3306 -j DROP
  quiet:
    address: 198.18.20.29
    services:
      - { port: tcp/22, name: ssh }
    firewall: |
${ruleBlock(QUIET_RULES)}
`;
