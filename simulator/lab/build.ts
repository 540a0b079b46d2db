import { type Complaint, fail, ok, type Result } from '../../engine/base/result.ts';
import { cidrContains, formatIpv4, parseCidr, parseIpv4 } from '../../engine/packet/index.ts';
import { isLabAddress, isLabNetwork, LAB_SPACE_IN_WORDS } from './address-space.ts';
import { buildFirewall, countRules } from './build-firewall.ts';
import { AddressPlan, read } from './build-interfaces.ts';
import { buildNetworks } from './build-networks.ts';
import { buildServices } from './build-services.ts';
import { Complaints } from './complaints.ts';
import { LIMIT } from './limits.ts';
import type { HostSpec, InterfaceSpec, Lab, Network, RouteSpec, ScanHint, StackName } from './model.ts';
import { nearest } from './nearest.ts';
import { routesOf, sameNetwork } from './routes.ts';
import type { HostEntry, LabFile } from './schema.ts';
import type { Path, YamlTree } from './yaml-tree.ts';

export const SCANNER = 'scanner';

/** A host's entry in the file, with its name and where it stands. */
interface Entry {
  readonly name: string;
  readonly entry: HostEntry;
  readonly path: Path;
}

/** From a file of the right shape to a lab: addresses, routes, services and rules, each checked against the others. */
export function buildLab(file: LabFile, tree: YamlTree, text: string): Result<Lab, readonly Complaint[]> {
  const complaints = new Complaints(tree);
  const networks = buildNetworks(file, complaints);
  const entries = entriesOf(file, complaints);
  if (complaints.list.length > 0) return fail(complaints.list);
  const plan = new AddressPlan(file.lab, networks, complaints);
  const nodes = entries.map(({ name, entry, path }) => ({
    interfaces: plan.interfacesOf(name, entry, path),
    forward: entry.forward ?? false,
  }));
  const source = text.split(/\r?\n/);
  const hosts = entries.map((from, index): HostSpec => {
    const node = nodes[index] ?? { interfaces: [], forward: false };
    const given = givenRoutes(from, node.interfaces, networks, complaints);
    return {
      name: from.name,
      ...node,
      routes: routesOf(node, nodes, networks, given),
      stack: stackOf(from, complaints),
      services: buildServices(from.entry, node.interfaces, from.path, complaints),
      firewall: buildFirewall(from.entry.firewall, [...from.path, 'firewall'], source, complaints),
    };
  });
  const scan = buildScanHint(file, hosts, complaints);
  if (complaints.list.length > 0) return fail(complaints.list);
  return ok({
    name: file.lab,
    title: file.title ?? file.lab,
    ...(file.note !== undefined && { note: file.note.trim() }),
    ...(scan !== undefined && { scan }),
    seed: file.seed ?? 1,
    networks,
    hosts,
  });
}

/** The scanner, then the others by name. */
function entriesOf(file: LabFile, complaints: Complaints): readonly Entry[] {
  const names = Object.keys(file.hosts ?? {}).sort();
  if (names.length >= LIMIT.hosts)
    complaints.key(['hosts'], `${names.length} are more than ${LIMIT.hosts - 1}`, 'Use fewer hosts.');
  if (names.includes(SCANNER))
    complaints.key(['hosts', SCANNER], 'the scanner has an entry of its own', 'Move it up beside "hosts".');
  const entries: Entry[] = [{ name: SCANNER, entry: file.scanner, path: [SCANNER] }];
  for (const name of names) {
    const entry = file.hosts?.[name];
    if (entry !== undefined) entries.push({ name, entry, path: ['hosts', name] });
  }
  const rules = entries.reduce((sum, { entry }) => sum + countRules(entry.firewall ?? ''), 0);
  const longest = entries.find(({ entry }) => countRules(entry.firewall ?? '') > 0);
  if (rules > LIMIT.rules && longest !== undefined)
    complaints.key(
      [...longest.path, 'firewall'],
      `${rules} rules in the lab are more than ${LIMIT.rules}`,
      'Use fewer.',
    );
  return entries;
}

/** What only Linux has here: the scanner's kernel, iptables, forwarding. */
function stackOf({ name, entry, path }: Entry, complaints: Complaints): StackName {
  const { stack = 'linux' } = entry;
  if (stack === 'linux') return stack;
  const refuse = (key: string, message: string): void =>
    complaints.key([...path, key], message, 'Write stack: linux, or leave one of the two out.');
  if (name === SCANNER) refuse('stack', `the scanner is a Linux machine, not ${stack}`);
  if (entry.firewall !== undefined) refuse('firewall', `iptables is Linux's, and this stack is ${stack}`);
  if (entry.forward === true) refuse('forward', `only Linux hosts forward here, and this stack is ${stack}`);
  return stack;
}

function givenRoutes(
  { entry, path }: Entry,
  interfaces: readonly InterfaceSpec[],
  networks: readonly Network[],
  complaints: Complaints,
): readonly RouteSpec[] {
  const connected = networks.filter(({ name }) => interfaces.some((its) => its.network === name));
  const routes: RouteSpec[] = [];
  for (const [index, { to, via }] of (entry.routes ?? []).entries()) {
    const route = { destination: read(parseCidr, to), gateway: read(parseIpv4, via) };
    const place = [...path, 'routes', index];
    if (!isLabNetwork(route.destination))
      complaints.value(
        [...place, 'to'],
        `${to} is not a network for labs`,
        `Use part of ${LAB_SPACE_IN_WORDS}.`,
      );
    if (!connected.some(({ subnet }) => cidrContains(subnet, route.gateway)))
      complaints.value([...place, 'via'], `${via} is on none of this host's networks`, 'Name a neighbour.');
    if (interfaces.some(({ address }) => address === route.gateway))
      complaints.value([...place, 'via'], `${via} is this host itself`, 'Name another host.');
    if (connected.some(({ subnet }) => sameNetwork(subnet, route.destination)))
      complaints.value([...place, 'to'], `this host is on ${to} itself`, 'Remove the route.');
    if (routes.some(({ destination }) => sameNetwork(destination, route.destination)))
      complaints.value([...place, 'to'], `there is a route to ${to} already`, 'Keep one of the two.');
    routes.push(route);
  }
  return routes;
}

function buildScanHint(
  file: LabFile,
  hosts: readonly HostSpec[],
  complaints: Complaints,
): ScanHint | undefined {
  if (file.scan === undefined) return undefined;
  const { ports, udp, targets } = file.scan;
  const names = hosts.map(({ name }) => name).filter((name) => name !== SCANNER);
  const checked = targets?.map((target, index) => {
    const address = parseIpv4(target);
    if (address !== undefined && isLabAddress(address)) return formatIpv4(address);
    const meant = nearest(target, names);
    const remedy = meant === undefined ? `Hosts are: ${names.join(', ')}.` : `Did you mean "${meant}"?`;
    if (!names.includes(target))
      complaints.value(['scan', 'targets', index], 'there is no such host', remedy);
    return target;
  });
  return {
    ...(ports !== undefined && { ports }),
    ...(udp !== undefined && { udp }),
    ...(checked !== undefined && { targets: checked }),
  };
}
