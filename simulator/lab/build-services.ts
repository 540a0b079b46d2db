import { type Ipv4, parseIpv4 } from '../../engine/packet/index.ts';
import { isLoopback } from './address-space.ts';
import { read } from './build-interfaces.ts';
import type { Complaints } from './complaints.ts';
import { LIMIT } from './limits.ts';
import type { InterfaceSpec, ServiceSpec } from './model.ts';
import type { HostEntry, ServiceEntry } from './schema.ts';
import { readBytes, readPort } from './units.ts';
import type { Path } from './yaml-tree.ts';

/** The services of a host, by protocol and port. */
export function buildServices(
  entry: HostEntry,
  interfaces: readonly InterfaceSpec[],
  path: Path,
  complaints: Complaints,
): readonly ServiceSpec[] {
  const own = interfaces.map((attached) => attached.address);
  const services: ServiceSpec[] = [];
  for (const [index, service] of (entry.services ?? []).entries()) {
    const place = [...path, 'services', index];
    const built = buildService(service, own, place, complaints);
    const rival = services.find((other) => collide(other, built));
    // bind(2) would fail with EADDRINUSE in the real lab.
    if (rival !== undefined)
      complaints.value(
        [...place, 'port'],
        'another service listens there already',
        'Keep one, or bind them apart.',
      );
    services.push(built);
  }
  return services.sort(
    (a, b) => order(a.protocol, b.protocol) || a.port - b.port || (a.bind ?? 0) - (b.bind ?? 0),
  );
}

function buildService(
  entry: ServiceEntry,
  own: readonly Ipv4[],
  path: Path,
  complaints: Complaints,
): ServiceSpec {
  const { protocol, port } = read(readPort, entry.port);
  checkKeys(protocol, entry, path, complaints);
  const bind = entry.bind === undefined ? undefined : read(parseIpv4, entry.bind);
  if (bind !== undefined && !own.includes(bind) && !isLoopback(bind))
    complaints.value([...path, 'bind'], 'it is no address of this host', 'Use one of its own, or 127.0.0.1.');
  const banner = bytesOf(entry, 'banner', LIMIT.banner, path, complaints);
  const reply = bytesOf(entry, 'reply', LIMIT.reply, path, complaints);
  return {
    protocol,
    port,
    ...(entry.name !== undefined && { name: entry.name }),
    ...(bind !== undefined && { bind }),
    ...(banner !== undefined && { banner }),
    ...(reply !== undefined && { reply }),
  };
}

function checkKeys(protocol: 'tcp' | 'udp', entry: ServiceEntry, path: Path, complaints: Complaints): void {
  const misplaced = protocol === 'tcp' ? (['reply', 'silent'] as const) : (['banner'] as const);
  const other = protocol === 'tcp' ? 'udp' : 'tcp';
  const instead = protocol === 'tcp' ? 'banner' : 'reply';
  for (const key of misplaced)
    if (entry[key] !== undefined)
      complaints.key([...path, key], `it is for ${other} services`, `Remove it, or use "${instead}".`);
  if (entry.silent === true && entry.reply !== undefined)
    complaints.key([...path, 'silent'], 'a silent service has no reply', 'Remove one of the two.');
}

function bytesOf(
  entry: ServiceEntry,
  key: 'banner' | 'reply',
  most: number,
  path: Path,
  complaints: Complaints,
): Uint8Array | undefined {
  const text = entry[key];
  if (text === undefined) return undefined;
  const bytes = readBytes(text);
  if (bytes === undefined)
    complaints.value(
      [...path, key],
      'what follows hex: is not pairs of hex digits',
      'Write hex:0d0a for CR LF.',
    );
  else if (bytes.length > most)
    complaints.value([...path, key], `${bytes.length} bytes are more than ${most}`, 'Shorten it.');
  return bytes;
}

const collide = (one: ServiceSpec, other: ServiceSpec): boolean =>
  one.protocol === other.protocol &&
  one.port === other.port &&
  (one.bind === undefined || other.bind === undefined || one.bind === other.bind);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
