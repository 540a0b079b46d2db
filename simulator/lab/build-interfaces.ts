import { invariant } from '../../engine/base/invariant.ts';
import { type Random, stream } from '../../engine/base/random.ts';
import { formatCidr, type Ipv4, type Mac, parseIpv4, parseMac } from '../../engine/packet/index.ts';
import { isHostAddress } from './address-space.ts';
import type { Complaints } from './complaints.ts';
import type { InterfaceSpec, Network } from './model.ts';
import { nearest } from './nearest.ts';
import type { HostEntry } from './schema.ts';
import type { Path } from './yaml-tree.ts';

/** Gives out addresses and MACs of a whole lab, each once. */
export class AddressPlan {
  private readonly addresses = new Map<Ipv4, string>();
  private readonly macs = new Map<Mac, string>();
  private readonly labName: string;
  private readonly networks: readonly Network[];
  private readonly complaints: Complaints;

  constructor(labName: string, networks: readonly Network[], complaints: Complaints) {
    this.labName = labName;
    this.networks = networks;
    this.complaints = complaints;
  }

  /** The interfaces that a host's entry asks for, by the names of their networks. */
  interfacesOf(host: string, entry: HostEntry, path: Path): readonly InterfaceSpec[] {
    if (entry.interfaces !== undefined) return this.fromInterfaces(host, entry, path);
    if (entry.address === undefined) {
      this.complaints.key(path, 'it has no address', 'Add "address: ..." or "interfaces: ...".');
      return [];
    }
    const address = read(parseIpv4, entry.address);
    const network = this.networks.find(({ subnet }) => isHostAddress(subnet, address));
    if (network !== undefined) return [this.attach(host, network, address, entry.mac, [...path, 'address'])];
    const known = this.networks.map(({ name, subnet }) => `${name} ${formatCidr(subnet)}`).join(', ');
    this.complaints.value(
      [...path, 'address'],
      `${entry.address} is a host of no network`,
      `There are: ${known}.`,
    );
    return [];
  }

  private fromInterfaces(host: string, entry: HostEntry, path: Path): readonly InterfaceSpec[] {
    for (const key of ['address', 'mac'] as const)
      if (entry[key] !== undefined)
        this.complaints.key([...path, key], 'it stands beside "interfaces"', 'Move it into interfaces.');
    const names = Object.keys(entry.interfaces ?? {}).sort();
    if (names.length === 0)
      this.complaints.value(
        [...path, 'interfaces'],
        'there is none',
        'Name a network and the address on it.',
      );
    return names.flatMap((name) => {
      const place = [...path, 'interfaces', name];
      const network = this.networks.find((candidate) => candidate.name === name);
      const attachment = entry.interfaces?.[name];
      invariant(attachment !== undefined, 'an own key has no value');
      if (network === undefined) return this.unknownNetwork(name, place);
      const { address, mac } = typeof attachment === 'string' ? { address: attachment } : attachment;
      return [this.attach(host, network, read(parseIpv4, address), mac, place)];
    });
  }

  private attach(
    host: string,
    network: Network,
    address: Ipv4,
    mac: string | undefined,
    path: Path,
  ): InterfaceSpec {
    const { complaints } = this;
    if (!isHostAddress(network.subnet, address)) {
      const remedy = `Use one inside ${formatCidr(network.subnet)}, not the first and not the last.`;
      complaints.value(path, `it is no host's address on network ${network.name}`, remedy);
    }
    const owner = this.addresses.get(address);
    if (owner !== undefined)
      complaints.value(path, `${owner} has this address already`, 'Give each its own.');
    else this.addresses.set(address, host);
    return { network: network.name, address, mac: this.macFor(host, network.name, mac, path) };
  }

  private macFor(host: string, network: string, given: string | undefined, path: Path): Mac {
    if (given === undefined) return this.drawMac(stream(0, `mac:${this.labName}/${host}/${network}`), host);
    const mac = read(parseMac, given);
    const owner = this.macs.get(mac);
    if (owner !== undefined)
      this.complaints.value(path, `${owner} has this MAC already`, 'Give each its own.');
    // The lowest bit of the first byte marks a group address (IEEE 802); no host has one.
    if (Math.floor(mac / 2 ** 40) % 2 === 1 || mac === 0)
      this.complaints.value(
        path,
        `${given} is no MAC of a host`,
        'Use an even first byte: 02:00:00:00:00:01.',
      );
    this.macs.set(mac, host);
    return mac;
  }

  /** A locally administered unicast MAC, 02:..., the same for the same names. */
  private drawMac(random: Random, host: string): Mac {
    for (;;) {
      const mac = read(parseMac, `02:${bytesInHex(random.uint32(), random.uint32())}`);
      if (this.macs.has(mac)) continue;
      this.macs.set(mac, host);
      return mac;
    }
  }

  private unknownNetwork(name: string, path: Path): [] {
    const names = this.networks.map((network) => network.name);
    const meant = nearest(name, names);
    const remedy = meant === undefined ? `There are: ${names.join(', ')}.` : `Did you mean "${meant}"?`;
    this.complaints.key(path, 'there is no such network', remedy);
    return [];
  }
}

function bytesInHex(high: number, low: number): string {
  const digits = (high % 0x100).toString(16).padStart(2, '0') + low.toString(16).padStart(8, '0');
  return (digits.match(/../g) ?? []).join(':');
}

/** Reads what the schema has checked already. */
export function read<T>(reader: (text: string) => T | undefined, text: string): T {
  const value = reader(text);
  invariant(value !== undefined, 'the schema let a text pass that its reader refuses');
  return value;
}
