import { complain, ok, type Result } from '../base/result.ts';
import { broadcastOf, type Cidr, formatIpv4, type Ipv4 } from '../packet/index.ts';
import { Intervals, intervalOf, single } from './intervals.ts';
import { LOOPBACK, NEVER, whyNever } from './special-ranges.ts';

/** How much a scan may send. Rates are packets a second. */
export interface ScopeLimits {
  readonly maxPps: number;
  readonly maxPpsToOneHost: number;
  /** Packets that may leave at once after a pause. */
  readonly burst: number;
  readonly maxAddresses: number;
  readonly maxSeconds: number;
}

/**
 * What may be scanned: nothing but `allowed`. The same set is asked twice, when a scan is planned and when a
 * finished frame is about to leave.
 */
export interface Scope {
  readonly kind: 'lab' | 'loopback' | 'file';
  /** For messages: `the lab's own addresses`. */
  readonly title: string;
  readonly allowed: Intervals;
  /** Addresses that may be asked for by ARP, though never scanned: the gateway towards a routed network. */
  readonly askable: Intervals;
  /** False: only neighbours, never anything behind a gateway. */
  readonly routed: boolean;
  /** Absent where a flood harms nobody: inside a lab's namespaces, and on loopback. */
  readonly limits?: ScopeLimits;
}

/** What may be scanned = everything included, less everything denied, less the never-list. In this order. */
export const allowedOf = (include: Iterable<Intervals>, deny: Iterable<Intervals>): Intervals =>
  unionOf(include).minus(unionOf(deny)).minus(NEVER);

const unionOf = (sets: Iterable<Intervals>): Intervals => Intervals.of([...sets].flatMap((set) => [...set]));

/**
 * Inside a lab's namespaces: the addresses of its hosts and, where its networks are given, their free
 * addresses too (a sweep of the whole subnet finds out that they are free). Public addresses stay refused:
 * a lab file cannot widen the scope.
 */
export function scopeForLab(addresses: readonly Ipv4[], networks: readonly Cidr[] = []): Scope {
  const include = Intervals.of([...addresses.map(single), ...networks.map(intervalOf)]);
  return {
    kind: 'lab',
    title: "the lab's own addresses",
    allowed: allowedOf([include], [broadcastsOf(networks)]),
    askable: Intervals.EMPTY,
    routed: true,
  };
}

/** From the command line, outside any lab and without a scope file: this machine itself. */
export function scopeForLoopback(): Scope {
  return {
    kind: 'loopback',
    title: 'loopback, 127.0.0.0/8',
    allowed: allowedOf([Intervals.of([intervalOf(LOOPBACK)])], [broadcastsOf([LOOPBACK])]),
    askable: Intervals.EMPTY,
    routed: false,
  };
}

/** Two-address and single-address networks have no broadcast address (RFC 3021). */
export const broadcastsOf = (networks: readonly Cidr[]): Intervals =>
  Intervals.of(networks.filter((one) => one.prefix <= 30).map((one) => single(broadcastOf(one))));

/** A whole scan is refused if one of its targets is outside. Asks nothing of anybody: no packet, no name. */
export function checkPlan(scope: Scope, targets: Iterable<Ipv4>): Result<void> {
  const wanted = Intervals.of([...targets].map(single));
  const outside = wanted.minus(scope.allowed);
  if (outside.size > 0) return refusal(scope, wanted, outside);
  const most = scope.limits?.maxAddresses ?? Number.POSITIVE_INFINITY;
  if (wanted.size <= most) return ok(undefined);
  return complain(`A scan of ${wanted.size} addresses; ${scope.title} allows ${most} in one scan.`, {
    remedy: 'Scan fewer addresses at a time.',
  });
}

function refusal(scope: Scope, wanted: Intervals, outside: Intervals): Result<void> {
  const [worst] = outside;
  const never = worst === undefined ? undefined : whyNever(worst.first);
  const why = never === undefined || worst === undefined ? '' : ` (${formatIpv4(worst.first)} is ${never})`;
  return complain(`Refused: ${outside.describe(3)} outside ${scope.title}${why}. Nothing was sent.`, {
    remedy: REMEDY[scope.kind](scope, wanted),
  });
}

const REMEDY: Record<Scope['kind'], (scope: Scope, wanted: Intervals) => string> = {
  lab: (scope) => `This lab may be scanned at ${scope.allowed.describe(6)}.`,
  loopback: () =>
    'Scan a lab with --lab FILE, this machine at 127.0.0.1, or a lab network of yours with --scope FILE.',
  file: (scope) => `The scope file allows ${scope.allowed.describe(6)}.`,
};
