import { complain, ok, type Result } from '../base/result.ts';
import { formatIpv4, type Ipv4 } from '../packet/index.ts';
import type { Target } from '../scan/index.ts';
import {
  type AddressPattern,
  addressesOf,
  countOf,
  includesAddress,
  readPattern,
} from './address-pattern.ts';

/** More would not fit a report that anybody reads, nor a lab. */
export const MOST_TARGETS = 2 ** 20;

export type Resolve = (name: string) => Ipv4 | undefined;

/** What the target expressions of a command line name. */
export interface TargetList {
  readonly targets: readonly Target[];
  /** A sentence for each expression that names nothing; the scan goes on without them. */
  readonly unresolved: readonly string[];
  readonly notices: readonly string[];
}

/**
 * The targets in the order given; inside one expression ascending. An address that is named twice is scanned
 * twice. Fails for too many addresses only, with `column` counting expressions from 1.
 */
export function expandTargets(
  expressions: readonly string[],
  excluded: readonly AddressPattern[],
  resolve: Resolve,
): Result<TargetList> {
  const targets: Target[] = [];
  const unresolved: string[] = [];
  const notices: string[] = [];
  let total = 0;
  for (const [index, expression] of expressions.entries()) {
    const read = readTarget(expression, resolve);
    if (!read.ok) {
      unresolved.push(read.error.message);
      continue;
    }
    const { pattern, named, notice } = read.value;
    if (notice) notices.push(notice);
    total += countOf(pattern);
    if (total > MOST_TARGETS) return tooMany(expression, total, index + 1);
    for (const address of addressesOf(pattern)) {
      if (excluded.some((exclusion) => includesAddress(exclusion, address))) continue;
      targets.push(named?.address === address ? named : { address });
    }
  }
  return ok({ targets, unresolved, notices });
}

interface ReadTarget {
  readonly pattern: AddressPattern;
  /** The target's name, at the one address it stands for: `web/30` names four hosts, and one of them. */
  readonly named?: Required<Target>;
  readonly notice?: string;
}

function readTarget(expression: string, resolve: Resolve): Result<ReadTarget> {
  const split = splitPrefix(expression);
  if (!split.ok) return split;
  const { text, prefix, notice } = split.value;
  const more = notice === undefined ? {} : { notice };
  const pattern = readPattern(text, prefix);
  if (pattern) return ok({ pattern, ...more });
  if (text.includes(':')) return complain(`"${text}" looks like an IPv6 address; IPv6 (-6) is not modelled.`);
  const address = numericAddress(text) ?? resolve(text);
  if (address === undefined) return complain(`Failed to resolve "${text}".`);
  const single = readPattern(formatIpv4(address), prefix);
  if (!single) return complain(`Failed to resolve "${text}".`);
  return ok({ pattern: single, named: { address, name: text }, ...more });
}

interface SplitPrefix {
  readonly text: string;
  readonly prefix: number;
  readonly notice?: string;
}

/** `198.18.5.0/24` -> the address part and 24. A prefix that is too long counts as 32, with a notice. */
function splitPrefix(expression: string): Result<SplitPrefix> {
  const slash = expression.lastIndexOf('/');
  if (slash < 0) return ok({ text: expression, prefix: 32 });
  const digits = expression.slice(slash + 1);
  const text = expression.slice(0, slash);
  if (!/^[0-9]{1,9}$/.test(digits)) {
    return complain(`The network mask in "${expression}" is not a number from 0 to 32.`);
  }
  if (Number(digits) <= 32) return ok({ text, prefix: Number(digits) });
  return ok({
    text,
    prefix: 32,
    notice: `There is no mask of ${digits} bits; "${expression}" is taken for one host.`,
  });
}

/** The short and odd forms of inet_aton(3): `198.18.5` is 198.18.0.5, `0x7f.1` is 127.0.0.1. */
function numericAddress(text: string): Ipv4 | undefined {
  const parts = text.split('.');
  if (parts.length > 4) return undefined;
  const numbers = parts.map(parseCNumber);
  const last = numbers.pop();
  if (last === undefined || numbers.some((number) => number === undefined || number > 255)) return undefined;
  if (last >= 256 ** (4 - numbers.length)) return undefined;
  let value = 0;
  for (const number of numbers) value = value * 256 + (number ?? 0);
  return (value * 256 ** (4 - numbers.length) + last) as Ipv4;
}

function parseCNumber(text: string): number | undefined {
  if (/^0[xX][0-9a-fA-F]{1,8}$/.test(text)) return Number.parseInt(text, 16);
  if (/^0[0-7]{1,11}$/.test(text)) return Number.parseInt(text, 8);
  return /^(0|[1-9][0-9]{0,9})$/.test(text) ? Number(text) : undefined;
}

/** The list of `--exclude`: expressions parted by commas, so that an octet cannot have a comma in it. */
export function readExclusions(text: string, resolve: Resolve): Result<readonly AddressPattern[]> {
  const patterns: AddressPattern[] = [];
  let column = 1;
  for (const entry of text.split(',')) {
    if (entry.trim() !== '') {
      const read = readTarget(entry.trim(), resolve);
      if (!read.ok)
        return complain(`${read.error.message} Nothing can be excluded by it.`, {
          column,
          length: entry.length,
        });
      patterns.push(read.value.pattern);
    }
    column += entry.length + 1;
  }
  return ok(patterns);
}

function tooMany(expression: string, total: number, column: number) {
  const many = total.toLocaleString('en-US');
  return complain(
    `With "${expression}" there are ${many} addresses to scan; at most ${MOST_TARGETS} go in one scan.`,
    {
      remedy: 'Scan a smaller network, /12 at most, or several in turn.',
      column,
    },
  );
}
