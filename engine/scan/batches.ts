import type { ScanHost } from './host.ts';
import { isNeighbour } from './path.ts';
import type { ScanRequest } from './request.ts';

/** Hosts looked for together. */
const DISCOVERY_BATCH = 4096;

/** So many targets that do not fit the batch are put off; then the batch is closed. */
const MOST_DEFERRED = 64;

/** How a host is looked for; `none`: it is taken to be up. */
export type Means = 'arp' | 'raw' | 'connect' | 'none' | 'unreachable';

/** ARP takes the place of everything else for neighbours, even of -Pn. */
export function meansFor({ discovery, privileged }: ScanRequest, { path }: Pick<ScanHost, 'path'>): Means {
  if (path === undefined && privileged) return 'unreachable';
  if (path?.interface.kind === 'loopback') return 'none';
  if (path && privileged && discovery.arp && isNeighbour(path)) return 'arp';
  if (discovery.mode === 'skip') return 'none';
  return privileged ? 'raw' : 'connect';
}

/** A list of hosts with its first so many set apart, as one batch. */
export interface Batch {
  readonly batch: readonly ScanHost[];
  /** The others in the order in which they are to be looked for. */
  readonly later: readonly ScanHost[];
}

/** The next hosts that go together; those between them that do not are put off to a later batch. */
export function takeBatch(request: ScanRequest, waiting: readonly ScanHost[]): Batch {
  const [first] = waiting;
  if (first === undefined) return { batch: [], later: [] };
  const means = meansFor(request, first);
  const addresses = new Set<number>();
  const batch: ScanHost[] = [];
  const deferred: ScanHost[] = [];
  let looked = 0;
  while (looked < waiting.length && batch.length < DISCOVERY_BATCH && deferred.length < MOST_DEFERRED) {
    const host = waiting[looked++] ?? first;
    const fits = meansFor(request, host) === means && sharesPath(host, first);
    // Answers are told apart by address, so that the same one named twice is scanned twice, apart.
    if (fits && !addresses.has(host.address)) {
      addresses.add(host.address);
      batch.push(host);
    } else deferred.push(host);
  }
  return { batch, later: [...deferred, ...waiting.slice(looked)] };
}

const sharesPath = (a: ScanHost, b: ScanHost): boolean =>
  a.path?.interface === b.path?.interface &&
  (a.path?.gateway === undefined) === (b.path?.gateway === undefined);

/** How many of the first hosts go together: one way out, and no address twice. */
export function countAlike(hosts: readonly ScanHost[], most: number): number {
  const [first] = hosts;
  const addresses = new Set<number>();
  for (const host of hosts.slice(0, most)) {
    if (first === undefined || !sharesPath(host, first) || addresses.has(host.address)) break;
    addresses.add(host.address);
  }
  return addresses.size;
}

/** How many hosts are port-scanned together; the first group of a large scan is small, for quick results. */
export function groupSize(request: ScanRequest, isFirst: boolean): number {
  const { tcp, udp } = request.ports;
  if (request.techniques.includes('udp') && udp.length > 0) return 128;
  const { template } = request.timing;
  if (tcp.length > 1000 && template <= 4 && isFirst) return template === 4 ? 8 : 4;
  return Math.max(Math.floor(1024 / Math.max(tcp.length, 1)), 64);
}
