import { invariant } from '../../engine/base/invariant.ts';
import { formatCidr, parseCidr } from '../../engine/packet/index.ts';
import { isLabNetwork, LAB_SPACE_IN_WORDS, overlaps } from './address-space.ts';
import type { Complaints } from './complaints.ts';
import { LIMIT } from './limits.ts';
import type { Network } from './model.ts';
import type { LabFile } from './schema.ts';
import { readDuration, readPercentage } from './units.ts';

/** Names that Linux has a meaning for: the loopback, the entries of /proc/sys/net/ipv4/conf, tunnels made by modules. */
const TAKEN = new Set([
  'lo',
  'all',
  'default',
  'tunl0',
  'gre0',
  'gretap0',
  'erspan0',
  'sit0',
  'ip6tnl0',
  'ip6gre0',
]);

export function buildNetworks(file: LabFile, complaints: Complaints): readonly Network[] {
  const names = Object.keys(file.networks).sort();
  if (names.length === 0) complaints.value(['networks'], 'there is none', 'Name at least one network.');
  if (names.length > LIMIT.networks) {
    complaints.key(['networks'], `${names.length} are more than ${LIMIT.networks}`, 'Use fewer networks.');
    return [];
  }
  const networks = names.flatMap((name) => buildNetwork(name, file.networks[name]));
  for (const [index, network] of networks.entries())
    checkNetwork(network, networks.slice(0, index), complaints);
  return networks;
}

function buildNetwork(name: string, entry: LabFile['networks'][string] | undefined): readonly Network[] {
  const subnet = parseCidr(entry?.subnet ?? '');
  invariant(entry && subnet, 'the schema let a network pass that has no subnet');
  const share = (text: string | undefined): number => readPercentage(text ?? '0%') ?? 0;
  return [
    {
      name,
      subnet,
      rttUs: readDuration(entry.rtt ?? '1ms') ?? 0,
      jitterUs: readDuration(entry.jitter ?? '0us') ?? 0,
      loss: share(entry.loss),
      duplicate: share(entry.duplicate),
      reorder: share(entry.reorder),
    },
  ];
}

function checkNetwork(network: Network, earlier: readonly Network[], complaints: Complaints): void {
  const { name, subnet } = network;
  const path = ['networks', name, 'subnet'];
  if (TAKEN.has(name))
    complaints.key(
      ['networks', name],
      'Linux uses this name for an interface of its own',
      'Choose another name.',
    );
  if (!isLabNetwork(subnet))
    complaints.value(
      path,
      `${formatCidr(subnet)} is not a network for labs`,
      `Use part of ${LAB_SPACE_IN_WORDS}.`,
    );
  if (subnet.prefix > 30)
    complaints.value(path, `${formatCidr(subnet)} has no room for two hosts`, 'Use a prefix of 30 or less.');
  const other = earlier.find((candidate) => overlaps(candidate.subnet, subnet));
  if (other !== undefined)
    complaints.value(
      path,
      `${formatCidr(subnet)} overlaps network ${other.name}`,
      'Give each its own addresses.',
    );
}
