import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** Drops the first so many SYNs to a port and lets all later ones pass: loss that is the same in every run. */
export const loseFirst = (port: number, count: number): string =>
  `iptables -A INPUT -p tcp --dport ${port} --syn -m limit --limit 1/day --limit-burst ${count} -j DROP`;

/** A host behind a poor line: each service answers after another number of lost tries. */
export interface PoorLine {
  readonly sound: number;
  readonly lostOnce: number;
  readonly lostTwice: number;
  readonly lostThrice: number;
  readonly dropped: number;
  readonly labText: string;
}

export function poorLine(draw: Draw): PoorLine {
  const [sound = 22, lostOnce = 25, lostTwice = 80, lostThrice = 443, dropped = 139] = draw.ports(5);
  const net = draw.network();
  const labText = `lab: poor-line
title: A line that loses packets
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  target:
    address: ${net}.${draw.host()}
    services:
${services([sound, lostOnce, lostTwice, lostThrice, dropped])}
    firewall: |
      # These three rules stand for a line that loses packets: the first SYN, the first two, the first three.
${ruleBlock([loseFirst(lostOnce, 1), loseFirst(lostTwice, 2), loseFirst(lostThrice, 3)])}
      iptables -A INPUT -p tcp --dport ${dropped} -j DROP
`;
  return { sound, lostOnce, lostTwice, lostThrice, dropped, labText };
}

export const portsOf = ({ sound, lostOnce, lostTwice, lostThrice, dropped }: PoorLine): string =>
  inOrder([sound, lostOnce, lostTwice, lostThrice, dropped]);

/** A host that takes so many new connections a second and drops the rest. */
export interface SlowDoor {
  /** With a service each. */
  readonly open: readonly [number, number, number];
  readonly closed: readonly number[];
  readonly labText: string;
}

/** New connections a second that the door lets in. */
export const DOOR_RATE = 2;

export function slowDoor(draw: Draw): SlowDoor {
  const [first = 22, second = 80, third = 443, ...closed] = draw.ports(8);
  const net = draw.network();
  const labText = `lab: slow-door
title: A door that opens so often
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  target:
    address: ${net}.${draw.host()}
    services:
${services([first, second, third])}
    firewall: |
      iptables -A INPUT -p tcp --syn -m limit --limit ${DOOR_RATE}/second --limit-burst 3 -j ACCEPT
      iptables -A INPUT -p tcp --syn -j DROP
`;
  return { open: [first, second, third], closed, labText };
}

export const doorPorts = ({ open, closed }: SlowDoor): string => inOrder([...open, ...closed]);

/** The lab that the prose and the worked example speak of. */
export const EXAMPLE = `lab: poor-line
title: A line that loses packets
seed: 7
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
${services([22, 25, 80, 139, 443])}
    firewall: |
      # These three rules stand for a line that loses packets: the first SYN, the first two, the first three.
${ruleBlock([loseFirst(25, 1), loseFirst(80, 2), loseFirst(443, 3)])}
      iptables -A INPUT -p tcp --dport 139 -j DROP
`;

function services(ports: readonly number[]): string {
  return ports.map((port) => `      - { port: tcp/${port}, name: ${nameOf(port)} }`).join('\n');
}

function inOrder(ports: readonly number[]): string {
  return [...ports].sort((a, b) => a - b).join(',');
}
