import type { Cidr, Ipv4 } from '../packet/index.ts';
import { type Interval, Intervals, intervalOf } from './intervals.ts';

/** Built from numbers, so that no parser stands between this table and the guard. */
const network = (a: number, b: number, c: number, d: number, prefix: number): Cidr => ({
  network: (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) as Ipv4,
  prefix,
});

interface Range {
  readonly cidr: Cidr;
  readonly what: string;
}

export const LOOPBACK: Cidr = network(127, 0, 0, 0, 8);

/** Ranges that no network of others can be reached by: only these may be written into a scope file or a lab. */
export const PRIVATE_RANGES: readonly Range[] = [
  { cidr: network(10, 0, 0, 0, 8), what: 'private network (RFC 1918)' },
  { cidr: network(172, 16, 0, 0, 12), what: 'private network (RFC 1918)' },
  { cidr: network(192, 168, 0, 0, 16), what: 'private network (RFC 1918)' },
  { cidr: network(100, 64, 0, 0, 10), what: 'shared address space (RFC 6598)' },
  { cidr: network(169, 254, 0, 0, 16), what: 'link-local (RFC 3927)' },
  { cidr: network(198, 18, 0, 0, 15), what: 'benchmarking (RFC 2544)' },
  { cidr: network(192, 0, 2, 0, 24), what: 'documentation (RFC 5737)' },
  { cidr: network(198, 51, 100, 0, 24), what: 'documentation (RFC 5737)' },
  { cidr: network(203, 0, 113, 0, 24), what: 'documentation (RFC 5737)' },
];

/** Never scanned, whatever a scope says. */
const NEVER_RANGES: readonly Range[] = [
  { cidr: network(0, 0, 0, 0, 8), what: '"this network" (RFC 791)' },
  { cidr: network(169, 254, 169, 254, 32), what: 'the metadata service of cloud machines' },
  { cidr: network(224, 0, 0, 0, 4), what: 'multicast (RFC 5771)' },
  { cidr: network(255, 255, 255, 255, 32), what: 'the limited broadcast address' },
  { cidr: network(240, 0, 0, 0, 4), what: 'reserved (RFC 1112)' },
];

const EVERYTHING: Interval = intervalOf(network(0, 0, 0, 0, 0));
const rangesOf = (ranges: readonly Range[]): Intervals =>
  Intervals.of(ranges.map((range) => intervalOf(range.cidr)));

export const PRIVATE: Intervals = rangesOf(PRIVATE_RANGES);

/** The never-list as one set: the named ranges, and all public addresses. */
export const NEVER: Intervals = Intervals.of([EVERYTHING])
  .minus(PRIVATE.union(Intervals.of([intervalOf(LOOPBACK)])))
  .union(rangesOf(NEVER_RANGES));

/** Why an address is on the never-list, in words that follow "is"; undefined where it is not. */
export function whyNever(address: Ipv4): string | undefined {
  if (!NEVER.has(address)) return undefined;
  const range = NEVER_RANGES.find((one) => rangesOf([one]).has(address));
  return range === undefined ? 'a public address' : range.what;
}
