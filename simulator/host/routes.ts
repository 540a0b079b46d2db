import { broadcastOf, type Cidr, cidrContains, type Ipv4, isMulticast } from '../../engine/packet/index.ts';
import type { HostInterface } from './kernel.ts';

/** How a destination is reached; without `gateway` it is a neighbour. */
export interface Route {
  readonly network: Cidr;
  readonly interface: HostInterface;
  readonly gateway?: Ipv4;
}

/** What an address means to a host. */
export type AddressKind = 'local' | 'broadcast' | 'multicast' | 'remote';

export interface RouteTable {
  readonly interfaces: readonly HostInterface[];
  readonly loopback: HostInterface;
  /** Longest prefix first. */
  readonly routes: readonly Route[];
  lookup(destination: Ipv4): Route | undefined;
  kindOf(address: Ipv4): AddressKind;
}

const LIMITED_BROADCAST = 0xffff_ffff;
export const LOOPBACK_NETWORK: Cidr = { network: 0x7f00_0000 as Ipv4, prefix: 8 };

/** Linux takes an address of any of its interfaces for its own, whichever a packet came in by. */
export function createRoutes(
  interfaces: readonly HostInterface[],
  loopback: HostInterface,
  beyond: readonly { readonly destination: Cidr; readonly gateway: Ipv4 }[],
): RouteTable {
  const local = new Set<number>(interfaces.map(({ address }) => address));
  const broadcasts = new Set<number>(interfaces.map(({ subnet }) => broadcastOf(subnet)));
  broadcasts.add(LIMITED_BROADCAST);
  const routes: Route[] = interfaces.map((one) => ({ network: one.subnet, interface: one }));
  for (const { destination, gateway } of beyond) {
    const through = interfaces.find(({ subnet }) => cidrContains(subnet, gateway));
    if (through !== undefined) routes.push({ network: destination, interface: through, gateway });
  }
  routes.sort((a, b) => b.network.prefix - a.network.prefix);

  // Packets to one destination come in rows: the last answer is nearly always the next.
  let last: Ipv4 | undefined;
  let lastRoute: Route | undefined;
  return {
    interfaces,
    loopback,
    routes,
    lookup(destination) {
      if (destination === last) return lastRoute;
      last = destination;
      lastRoute = routes.find(({ network }) => cidrContains(network, destination));
      return lastRoute;
    },
    kindOf(address) {
      if (local.has(address) || cidrContains(LOOPBACK_NETWORK, address)) return 'local';
      if (broadcasts.has(address)) return 'broadcast';
      return isMulticast(address) ? 'multicast' : 'remote';
    },
  };
}
