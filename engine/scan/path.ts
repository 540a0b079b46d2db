import { asIpv4, cidrContains, type Ipv4 } from '../packet/index.ts';
import type { Path, Vantage, VantageRoute } from './vantage.ts';

/**
 * How `destination` is reached from here: the scanner's own addresses through loopback, everything else by the
 * longest matching prefix. `undefined`: no route.
 */
export function pathTo(vantage: Vantage, destination: Ipv4): Path | undefined {
  const own = ownPath(vantage, destination);
  if (own) return own;
  let best: VantageRoute | undefined;
  for (const route of vantage.routes) {
    if (!cidrContains(route.network, destination)) continue;
    if (best === undefined || route.network.prefix > best.network.prefix) best = route;
  }
  if (best === undefined) return undefined;
  const out = vantage.interfaces.find((each) => each.name === best.interface);
  if (out === undefined) return undefined;
  return best.gateway === undefined ? { interface: out } : { interface: out, gateway: best.gateway };
}

/** An own address never leaves the machine, whatever interface it sits on (RFC 1122 3.2.1.3 g). */
function ownPath(vantage: Vantage, destination: Ipv4): Path | undefined {
  const loopback = vantage.interfaces.find((each) => each.kind === 'loopback');
  if (destination >>> 24 === 127) return loopback && { interface: loopback };
  const owner = vantage.interfaces.find((each) => each.address === destination);
  return owner && { interface: loopback ?? { ...owner, kind: 'loopback' } };
}

/** The source address of packets on a path: a packet to an own address comes from that address. */
export function sourceOn(path: Path, destination: Ipv4): Ipv4 {
  if (path.interface.kind !== 'loopback') return path.interface.address;
  return destination >>> 24 === 127 ? path.interface.address : asIpv4(destination);
}

/** Whether nobody stands between scanner and target, so that Ethernet and ARP reach it. */
export const isNeighbour = (path: Path): boolean =>
  path.interface.kind === 'ethernet' && path.gateway === undefined && path.interface.mac !== undefined;
