import { formatIpv4, formatMac, type Ipv4 } from '../../engine/packet/index.ts';
import type { HostSpec, Lab } from '../../simulator/lab/index.ts';

/** Who stands where in a diagram, and who is meant by an address. */
export interface Lanes {
  /** The scanner, then routers from the nearest on, then the other hosts. */
  readonly names: readonly string[];
  laneOf(host: string): number | undefined;
  /** By the bytes of an Ethernet address as hex text. */
  laneOfMac(hex: string): number | undefined;
  laneOfAddress(address: Ipv4): number | undefined;
}

export function lanesOf({ hosts }: Pick<Lab, 'hosts'>): Lanes {
  const names = inOrder(hosts).map(({ name }) => name);
  const lanes = new Map(names.map((name, lane) => [name, lane]));
  const macs = new Map<string, number>();
  const addresses = new Map<Ipv4, number>();
  for (const { name, interfaces } of hosts) {
    const lane = lanes.get(name) ?? 0;
    for (const { mac, address } of interfaces) {
      macs.set(formatMac(mac).replaceAll(':', ''), lane);
      addresses.set(address, lane);
    }
  }
  return {
    names,
    laneOf: (host) => lanes.get(host),
    laneOfMac: (hex) => macs.get(hex),
    laneOfAddress: (address) => addresses.get(address),
  };
}

/** The lab has the scanner first, and the others by name: that order holds wherever the way says nothing else. */
function inOrder(hosts: readonly HostSpec[]): readonly HostSpec[] {
  const [scanner, ...others] = hosts;
  if (scanner === undefined) return [];
  const hops = hopsFrom(scanner, hosts);
  const routers = others.filter(({ forward }) => forward);
  routers.sort((a, b) => (hops.get(a) ?? hosts.length) - (hops.get(b) ?? hosts.length));
  return [scanner, ...routers, ...others.filter(({ forward }) => !forward)];
}

/** Over how many networks each host is away; missing where no way leads to it. */
function hopsFrom(start: HostSpec, hosts: readonly HostSpec[]): ReadonlyMap<HostSpec, number> {
  const hops = new Map([[start, 0]]);
  for (const [host, away] of hops) {
    const networks = new Set(host.interfaces.map(({ network }) => network));
    if (host !== start && !host.forward) continue;
    for (const other of hosts) {
      const isNear = other.interfaces.some(({ network }) => networks.has(network));
      if (isNear && !hops.has(other)) hops.set(other, away + 1);
    }
  }
  return hops;
}

/** An address as the tables show it, with the name of the host that has it. */
export const hostText = (lanes: Lanes, address: Ipv4): string => {
  const lane = lanes.laneOfAddress(address);
  return lane === undefined ? formatIpv4(address) : (lanes.names[lane] ?? formatIpv4(address));
};
