import type { Cidr, Ipv4 } from '../../engine/packet/index.ts';
import type { InterfaceSpec, Network, RouteSpec } from './model.ts';

/** What routing depends on of a host. */
export interface Node {
  readonly interfaces: readonly InterfaceSpec[];
  readonly forward: boolean;
}

/**
 * Routes from `host` to the networks it is not on, over hosts that forward, by the fewest hops; of equals, the
 * router that is named first in `hosts`. `given` routes win over those worked out for the same network.
 */
export function routesOf(
  host: Node,
  hosts: readonly Node[],
  networks: readonly Network[],
  given: readonly RouteSpec[],
): readonly RouteSpec[] {
  const gateways = firstHops(host, hosts);
  const routes = [...given];
  for (const { name, subnet } of networks) {
    const gateway = gateways.get(name);
    if (gateway !== undefined && !given.some((route) => sameNetwork(route.destination, subnet)))
      routes.push({ destination: subnet, gateway });
  }
  return routes.sort(
    (a, b) => a.destination.network - b.destination.network || a.destination.prefix - b.destination.prefix,
  );
}

/** Breadth first from the host's own networks: network -> the neighbour to send to. */
function firstHops(host: Node, hosts: readonly Node[]): ReadonlyMap<string, Ipv4> {
  const reached = new Set(host.interfaces.map((own) => own.network));
  const gateways = new Map<string, Ipv4>();
  const queue = [...reached];
  const routers = hosts.filter((other) => other !== host && other.forward);
  for (let network = queue.shift(); network !== undefined; network = queue.shift()) {
    for (const router of routers) {
      const near = router.interfaces.find((its) => its.network === network);
      if (near === undefined) continue;
      for (const far of router.interfaces) {
        if (reached.has(far.network)) continue;
        reached.add(far.network);
        gateways.set(far.network, gateways.get(network) ?? near.address);
        queue.push(far.network);
      }
    }
  }
  return gateways;
}

export const sameNetwork = (one: Cidr, other: Cidr): boolean =>
  one.network === other.network && one.prefix === other.prefix;
