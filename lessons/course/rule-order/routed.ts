import type { Draw } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';
import { services } from './labs.ts';

/** A router with rules in its INPUT chain, and a host behind it. */
export interface Routed {
  /** Ports of the host behind. */
  readonly open: number;
  readonly other: number;
  readonly closed: number;
  readonly labText: string;
}

export function routed(draw: Draw): Routed {
  const [open = 80, other = 22, closed = 23] = draw.ports(3);
  const labText = `lab: routed
title: A router and a host behind it
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
${ruleBlock(['iptables -P INPUT DROP', `iptables -A INPUT -p tcp --dport ${other} -j DROP`])}
  web:
    address: 198.18.20.${draw.host()}
    services:
${services([open, other])}
`;
  return { open, other, closed, labText };
}

/** Staff, a guest, and a server between which a router stands. The scanner is a machine of the staff. */
export interface Guests {
  /** What guests may reach. */
  readonly open: number;
  /** What only the staff may reach. */
  readonly staff: number;
  readonly store: number;
  readonly labText: string;
}

export function guests(draw: Draw): Guests {
  const open = 443;
  const [staff = 22, store = 3306] = draw.ports(2, [open]);
  const labText = `lab: guests
title: Staff, a guest and a server
seed: ${draw.seed % 1000}
networks:
  office: { subnet: 198.18.10.0/24, rtt: 4ms }
  wifi: { subnet: 198.18.30.0/24, rtt: 6ms }
  dmz: { subnet: 198.18.20.0/24, rtt: 2ms }
scanner: { address: 198.18.10.2 }
hosts:
  gateway:
    interfaces: { office: 198.18.10.1, wifi: 198.18.30.1, dmz: 198.18.20.1 }
    forward: true
    firewall: |
      # Nothing yet.
  guest:
    address: 198.18.30.${draw.host()}
  web:
    address: 198.18.20.${draw.host()}
    services:
${services([open, staff, store])}
`;
  return { open, staff, store, labText };
}
