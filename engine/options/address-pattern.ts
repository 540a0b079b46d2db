import { asIpv4, type Ipv4 } from '../packet/index.ts';

/** A set of addresses as nmap writes it: for each of the four octets the values it may have, ascending. */
export interface AddressPattern {
  readonly octets: readonly (readonly number[])[];
}

/**
 * `198.18.5.1-20`, `198.18.4,5.*`, `198.18.5.-2` (0 to 2), and with a prefix `198.18.5.6/30` (4 to 7: the mask
 * widens every address that is listed). Undefined for anything else: it may still be a name.
 */
export function readPattern(text: string, prefix: number): AddressPattern | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  const octets: number[][] = [];
  for (const [index, part] of parts.entries()) {
    const values = readOctet(part);
    if (!values) return undefined;
    octets.push(widen(values, Math.min(8, Math.max(0, prefix - 8 * index))));
  }
  return { octets };
}

function readOctet(part: string): Set<number> | undefined {
  const values = new Set<number>();
  for (const item of part.split(',')) {
    const range = /^(?:\*|([0-9]*)(?:(-)([0-9]*))?)$/.exec(item);
    if (!range || item === '') return undefined;
    const [, from, dash, to] = range;
    const single = item !== '*' && dash === undefined;
    const first = Number(from ?? 0);
    const last = single ? first : Number(to || 255);
    if (last > 255 || first > last) return undefined;
    for (let value = first; value <= last; value++) values.add(value);
  }
  return values;
}

/** All octets that agree with one of `values` in the first `bits` bits, ascending. */
function widen(values: ReadonlySet<number>, bits: number): number[] {
  const mask = (0xff00 >> bits) & 0xff;
  const wanted = new Set([...values].map((value) => value & mask));
  return Array.from({ length: 256 }, (_, octet) => octet).filter((octet) => wanted.has(octet & mask));
}

/** How many addresses it names: 1 to 2^32. */
export const countOf = ({ octets }: AddressPattern): number =>
  octets.reduce((product, values) => product * values.length, 1);

/** The addresses, ascending, one at a time. */
export function* addressesOf({ octets: [a = [], b = [], c = [], d = []] }: AddressPattern): Generator<Ipv4> {
  for (const first of a) {
    for (const second of b) {
      for (const third of c) {
        for (const fourth of d) yield asIpv4(((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0);
      }
    }
  }
}

export const includesAddress = ({ octets }: AddressPattern, address: Ipv4): boolean =>
  octets.every((values, index) => values.includes((address >>> (24 - 8 * index)) & 0xff));
