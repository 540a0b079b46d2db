import { formatCidr, formatIpv4 } from '../../engine/packet/index.ts';
import type { HostSpec, Lab } from '../../simulator/lab/index.ts';

/** A lab as a map: networks in a row, each with its hosts about it. Lengths are pixels. */
export interface Topology {
  readonly width: number;
  readonly height: number;
  readonly networks: readonly PlacedNetwork[];
  readonly hosts: readonly PlacedHost[];
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNetwork extends Place {
  readonly name: string;
  readonly subnet: string;
}

export interface PlacedHost extends Place {
  readonly name: string;
  readonly role: 'scanner' | 'router' | 'host';
  /** Whether any rule of its own judges packets there. */
  readonly hasRules: boolean;
  readonly links: readonly { readonly network: string; readonly address: string }[];
}

/** Between a network and what stands beside it. */
const COLUMN = 130;
const ROW = 76;
/** So many hosts stand one below another; more go into another column. */
const MOST_ROWS = 6;
const MARGIN = 52;

/** Always the same picture of the same lab: nothing is drawn at random, nothing moves. */
export function topologyOf(lab: Lab): Topology {
  const order = networksInOrder(lab);
  const networkX = new Map(order.map((name, index) => [name, index * 2 * COLUMN]));
  const places = new Map<string, Place>();
  const groups = new Map<string, HostSpec[]>();
  for (const host of lab.hosts) {
    const key = placeKey(host, order);
    groups.set(key, [...(groups.get(key) ?? []), host]);
  }
  for (const [key, hosts] of groups) {
    const own = hosts[0]?.interfaces.map(({ network }) => networkX.get(network) ?? 0) ?? [0];
    for (const [index, host] of hosts.entries())
      places.set(host.name, placeIn(key, own, index, hosts.length));
  }
  const centres = order.map((name) => ({ name, x: networkX.get(name) ?? 0, y: 0 }));
  return framed(lab, centres, places);
}

type Side = 'left' | 'right' | 'above' | 'between';

/** The scanner stands at the left of its network, hosts of the last one at its right, others above and below. */
function placeKey({ name, interfaces }: HostSpec, order: readonly string[]): string {
  const own = interfaces.map(({ network }) => network);
  const [first = ''] = own;
  const side: Side =
    own.length > 1
      ? 'between'
      : name === 'scanner' && first === order[0]
        ? 'left'
        : first === order.at(-1)
          ? 'right'
          : 'above';
  return `${side} ${[...own].sort().join(' ')}`;
}

function placeIn(key: string, networkXs: readonly number[], index: number, count: number): Place {
  const middle = networkXs.reduce((sum, x) => sum + x, 0) / networkXs.length;
  const rows = Math.min(count, MOST_ROWS);
  const column = Math.floor(index / MOST_ROWS);
  const y = ((index % MOST_ROWS) - (rows - 1) / 2) * ROW;
  if (key.startsWith('left')) return { x: middle - COLUMN, y };
  if (key.startsWith('right')) return { x: middle + COLUMN * (1 + column), y };
  if (key.startsWith('between')) {
    const spread = Math.max(...networkXs) - Math.min(...networkXs);
    // Over networks that are no neighbours, it would stand on another network.
    return spread === 2 * COLUMN ? { x: middle, y } : { x: middle, y: -2 * ROW - index * ROW };
  }
  const above = index % 2 === 0;
  const place = Math.floor(index / 2);
  return {
    x: middle + (place - Math.floor((count - 1) / 4)) * 0.8 * COLUMN,
    y: (above ? 1 : -1) * 1.4 * ROW,
  };
}

/** From the scanner's on, as routers lead to them; those that nothing leads to come last. */
function networksInOrder({ networks, hosts }: Lab): readonly string[] {
  const order = new Set(hosts[0]?.interfaces.map(({ network }) => network) ?? []);
  for (const network of order) {
    for (const { interfaces, forward } of hosts) {
      if (!forward || !interfaces.some((one) => one.network === network)) continue;
      for (const one of interfaces) order.add(one.network);
    }
  }
  for (const { name } of networks) order.add(name);
  return [...order];
}

function framed(
  { networks, hosts }: Lab,
  centres: readonly (Place & { readonly name: string })[],
  places: ReadonlyMap<string, Place>,
): Topology {
  const all = [...centres, ...places.values()];
  const left = Math.min(...all.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...all.map(({ y }) => y)) - MARGIN;
  const moved = ({ x, y }: Place): Place => ({ x: x - left, y: y - top });
  return {
    width: Math.max(...all.map(({ x }) => x)) - left + MARGIN,
    height: Math.max(...all.map(({ y }) => y)) - top + MARGIN,
    networks: centres.map(({ name, ...place }) => {
      const subnet = networks.find((network) => network.name === name)?.subnet;
      return { name, subnet: subnet === undefined ? '' : formatCidr(subnet), ...moved(place) };
    }),
    hosts: hosts.map((host) => ({
      name: host.name,
      role: host === hosts[0] ? 'scanner' : host.forward ? 'router' : 'host',
      hasRules: host.firewall.tables.length > 0,
      links: host.interfaces.map(({ network, address }) => ({ network, address: formatIpv4(address) })),
      ...moved(places.get(host.name) ?? { x: 0, y: 0 }),
    })),
  };
}
