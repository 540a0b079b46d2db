import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { complain, ok, type Result } from '../base/result.ts';
import { type Cidr, cidrOf, type Ipv4, parseCidr, parseIpv4, parseMac } from '../packet/index.ts';
import type { Vantage, VantageInterface, VantageRoute } from '../scan/index.ts';
import type { Neighbour } from './neighbours.ts';
import type { Surroundings } from './scope-file.ts';

/** Where this process stands, as the system's own tools tell it. */
export interface System {
  readonly vantage: Vantage;
  /** Neighbours whose address is confirmed at this moment, or set by hand. */
  readonly neighbours: readonly Neighbour[];
  readonly surroundings: Surroundings;
}

/** Runs a program and gives back what it prints. */
export type Ask = (program: string, args: readonly string[]) => Promise<string>;

const run = promisify(execFile);
const askSystem: Ask = async (program, args) =>
  (await run(program, [...args], { timeout: 5_000, maxBuffer: 16 << 20 })).stdout;

/**
 * Reads interfaces, the main routing table and the neighbours of the namespace that this process is in. Policy
 * routing and other tables are not followed.
 */
export async function readSystem(ask: Ask = askSystem): Promise<Result<System>> {
  try {
    const [addresses, routes, neighbours, resolvers] = await Promise.all([
      // Without -4, which would leave the type of the link out.
      ask('ip', ['-j', 'address', 'show', 'up']),
      ask('ip', ['-j', '-4', 'route', 'show', 'table', 'main']),
      ask('ip', ['-j', '-4', 'neigh', 'show']),
      readFile('/etc/resolv.conf', 'utf8').catch(() => ''),
    ]);
    return ok(understand(rows(addresses), rows(routes), rows(neighbours), resolvers));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      return complain('The command `ip` is missing; live scans read interfaces and routes from it.', {
        remedy: 'Install iproute2 (Debian: apt-get install iproute2).',
      });
    return complain(`Interfaces and routes could not be read: ${message.split('\n')[0]}`);
  }
}

/** The fields that are read; what they hold is looked at, not believed. */
type Field =
  | 'ifname'
  | 'link_type'
  | 'address'
  | 'addr_info'
  | 'family'
  | 'local'
  | 'prefixlen'
  | 'dst'
  | 'dev'
  | 'type'
  | 'gateway'
  | 'lladdr'
  | 'state';
type Row = { readonly [Name in Field]?: unknown };

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;

/** `ip -j` prints a list of objects, and nothing at all for an empty list in some versions. */
function rows(text: string): readonly Row[] {
  const value: unknown = text.trim() === '' ? [] : JSON.parse(text);
  return Array.isArray(value) ? value.filter(isRow) : [];
}

function understand(
  addresses: readonly Row[],
  routes: readonly Row[],
  neighbours: readonly Row[],
  resolvers: string,
): System {
  const interfaces = addresses.flatMap(interfacesOf);
  const known = routes.flatMap(routeOf);
  return {
    vantage: { interfaces, routes: [...known, ...loopbackRoutes(interfaces)] },
    neighbours: neighbours.flatMap(neighbourOf),
    surroundings: {
      gateways: known.flatMap((route) => route.gateway ?? []),
      resolvers: [...resolvers.matchAll(/^\s*nameserver\s+(\S+)/gm)].flatMap(
        (match) => parseIpv4(match[1] ?? '') ?? [],
      ),
      connected: known.flatMap((route) => (route.gateway === undefined ? route.network : [])),
    },
  };
}

const KINDS: Readonly<Record<string, VantageInterface['kind']>> = {
  ether: 'ethernet',
  loopback: 'loopback',
  none: 'raw',
};

/** One entry for each IPv4 address: an interface may have several, the first of them is its own. */
function interfacesOf(row: Row): VantageInterface[] {
  const kind = KINDS[String(row.link_type)];
  const name = row.ifname;
  if (kind === undefined || typeof name !== 'string' || !Array.isArray(row.addr_info)) return [];
  const mac = kind === 'ethernet' ? parseMac(String(row.address)) : undefined;
  return row.addr_info.filter(isRow).flatMap((info) => {
    const address = info.family === 'inet' ? parseIpv4(String(info.local)) : undefined;
    const prefix = info.prefixlen;
    if (address === undefined || typeof prefix !== 'number') return [];
    return [{ name, address, prefix, kind, ...(mac === undefined ? {} : { mac }) }];
  });
}

/** Blackhole, unreachable and multipath routes have no device of their own and lead nowhere here. */
function routeOf(row: Row): VantageRoute[] {
  const network = networkOf(row.dst);
  const out = row.dev;
  const isPlain = row.type === undefined || row.type === 'unicast';
  if (network === undefined || typeof out !== 'string' || !isPlain) return [];
  const gateway = parseIpv4(String(row.gateway));
  return [{ network, interface: out, ...(gateway === undefined ? {} : { gateway }) }];
}

/** `default`, `198.18.1.0/24`, or one address. */
function networkOf(text: unknown): Cidr | undefined {
  if (typeof text !== 'string') return undefined;
  if (text === 'default') return parseCidr('0.0.0.0/0');
  const address = parseIpv4(text);
  return address === undefined ? parseCidr(text) : cidrOf(address, 32);
}

/** Loopback is in the local table, not in the main one. */
const loopbackRoutes = (interfaces: readonly VantageInterface[]): VantageRoute[] =>
  interfaces
    .filter((one) => one.kind === 'loopback')
    .map((one) => ({ network: cidrOf(one.address, one.prefix), interface: one.name }));

/** A stale entry may name a machine that is gone; the kernel itself would ask again before trusting it. */
function neighbourOf(row: Row): Neighbour[] {
  const address: Ipv4 | undefined = parseIpv4(String(row.dst));
  const mac = parseMac(String(row.lladdr));
  const out = row.dev;
  const states = Array.isArray(row.state) ? row.state : [];
  const isSure = states.includes('REACHABLE') || states.includes('PERMANENT');
  if (address === undefined || mac === undefined || typeof out !== 'string' || !isSure) return [];
  return [{ interface: out, address, mac }];
}
