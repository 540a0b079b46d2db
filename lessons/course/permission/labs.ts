import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** A network of which a part may be scanned. */
export interface Campus {
  /** What the owner has agreed to, `198.18.37.16/29`. */
  readonly scope: string;
  readonly scanner: string;
  readonly web: string;
  readonly files: string;
  /** Within the network of the scope, and left out by the owner. */
  readonly printer: string;
  /** Belongs to somebody else. */
  readonly neighbour: string;
  /** The last address of the scope: a packet to it goes to all. */
  readonly broadcast: string;
  /** Open on web. */
  readonly open: number;
  /** On files, for one address only. */
  readonly guarded: number;
  /** Nobody listens there. */
  readonly closed: number;
  readonly labText: string;
}

/** The rule by which files lets in the machine of its keeper, and no other. */
export const keeperOnly = (net: string, port: number): string =>
  `iptables -A INPUT -p tcp --dport ${port} ! -s ${net}.250 -j DROP`;

export function campus(draw: Draw): Campus {
  const [open = 80, guarded = 22, closed = 445] = draw.ports(3);
  const net = draw.network();
  const base = 16 + 8 * draw.below(20);
  return campusOf({ net, base, open, guarded, closed, seed: draw.seed % 1000 });
}

interface Numbers {
  readonly net: string;
  readonly base: number;
  readonly open: number;
  readonly guarded: number;
  readonly closed: number;
  readonly seed: number;
}

function campusOf({ net, base, open, guarded, closed, seed }: Numbers): Campus {
  const at = (offset: number): string => `${net}.${base + offset}`;
  const [web, files, printer, neighbour] = [at(1), at(2), at(4), at(11)];
  const service = (port: number): string => `{ port: tcp/${port}, name: ${nameOf(port)} }`;
  const labText = `lab: campus
title: A network of several owners
seed: ${seed}
networks:
  lan: { subnet: ${net}.0/24, rtt: 6ms }
scanner: { address: ${net}.2 }
hosts:
  web:
    address: ${web}
    services:
      - ${service(open)}
  files:
    address: ${files}
    services:
      - ${service(guarded)}
    firewall: |
${ruleBlock([keeperOnly(net, guarded)])}
  printer:
    address: ${printer}
    services:
      - ${service(open)}
  neighbour:
    address: ${neighbour}
    services:
      - ${service(open)}
`;
  return {
    scope: `${at(0)}/29`,
    scanner: `${net}.2`,
    web,
    files,
    printer,
    neighbour,
    broadcast: at(7),
    open,
    guarded,
    closed,
    labText,
  };
}

/** The scope file of which the exercises speak. */
export const scopeFileOf = ({ scope, printer }: Pick<Campus, 'scope' | 'printer'>, until: string): string =>
  `networks: [${scope}]
except: [${printer}]
owner: The school's network team
contact: network@school.example
purpose: port scan lesson, room 12
valid_until: ${until}
max_pps: 50
`;

/** The lab that the prose and the worked example speak of. */
export const EXAMPLE: Campus = campusOf({
  net: '198.18.10',
  base: 16,
  open: 80,
  guarded: 22,
  closed: 445,
  seed: 7,
});
