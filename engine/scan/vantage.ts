import type { Cidr, Ipv4, Mac } from '../packet/index.ts';

/** Where the scanner stands: its interfaces and routes, as `ip address` and `ip route` would show them. */
export interface Vantage {
  readonly interfaces: readonly VantageInterface[];
  /** Longest prefix wins; connected networks are listed too (without `gateway`). */
  readonly routes: readonly VantageRoute[];
}

export interface VantageInterface {
  readonly name: string;
  readonly address: Ipv4;
  readonly prefix: number;
  /** `ethernet` has a `mac` and speaks ARP; `raw` (tun) and `loopback` do not. */
  readonly kind: 'ethernet' | 'raw' | 'loopback';
  readonly mac?: Mac;
}

export interface VantageRoute {
  readonly network: Cidr;
  readonly interface: string;
  readonly gateway?: Ipv4;
}

/** How one destination is reached. */
export interface Path {
  readonly interface: VantageInterface;
  /** The next router; absent when the destination is a neighbour on the interface's own network. */
  readonly gateway?: Ipv4;
}
