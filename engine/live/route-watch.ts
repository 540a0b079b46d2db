import { asIpv4, formatIpv4, type Ipv4 } from '../packet/index.ts';
import { type Path, pathTo, type Vantage, type VantageRoute } from '../scan/index.ts';
import type { InterfaceFacts } from './interface-watch.ts';

/** linux/route.h. */
const RTF_UP = 0x1;
const RTF_GATEWAY = 0x2;

/** The routes in /proc/net/route; those that lead nowhere (`unreachable`, `blackhole`) have the interface `*`. */
export function parseRoutes(table: string): VantageRoute[] {
  return table.split('\n').flatMap((line) => {
    const [out = '', destination = '', gateway = '', flags = '', , , , mask = ''] = line.trim().split(/\s+/);
    const bits = Number.parseInt(flags, 16);
    const network = addressOf(destination);
    const netmask = addressOf(mask);
    if (Number.isNaN(bits) || (bits & RTF_UP) === 0 || network === undefined || netmask === undefined)
      return [];
    const prefix = 32 - Math.log2(0x1_0000_0000 - netmask);
    const next = (bits & RTF_GATEWAY) === 0 ? undefined : addressOf(gateway);
    const route = { network: { network, prefix }, interface: out };
    return [next === undefined ? route : { ...route, gateway: next }];
  });
}

/** Addresses are hexadecimal numbers as they lie in memory: the bytes are swapped on all machines of today. */
function addressOf(hex: string): Ipv4 | undefined {
  if (!/^[0-9A-F]{8}$/i.test(hex)) return undefined;
  return asIpv4(Number.parseInt(hex.replace(/(..)(..)(..)(..)/, '$4$3$2$1'), 16));
}

/** Compares the system's way to each destination with the one it had at the beginning. */
export class RouteWatch {
  readonly #facts: InterfaceFacts;
  readonly #interfaces: Vantage['interfaces'];
  readonly #table: string;
  readonly #before: Vantage;

  constructor({ interfaces }: Vantage, facts: InterfaceFacts) {
    this.#facts = facts;
    this.#interfaces = interfaces;
    this.#table = facts.routingTable();
    this.#before = { interfaces, routes: parseRoutes(this.#table) };
  }

  /** One sentence about the first of `destinations` that is reached differently; undefined while none is. */
  changeFor(destinations: Iterable<Ipv4>): string | undefined {
    const table = this.#facts.routingTable();
    if (table === this.#table) return undefined;
    const now: Vantage = { interfaces: this.#interfaces, routes: parseRoutes(table) };
    for (const destination of destinations) {
      const leads = leadsFor(pathTo(now, destination));
      if (leads !== leadsFor(pathTo(this.#before, destination)))
        return `The route to ${formatIpv4(destination)} changed: it leads ${leads} now.`;
    }
    return undefined;
  }
}

function leadsFor(path: Path | undefined): string {
  if (path === undefined) return 'nowhere';
  const by = path.gateway === undefined ? '' : ` by way of ${formatIpv4(path.gateway)}`;
  return `out of ${path.interface.name}${by}`;
}
