import { invariant } from '../../engine/base/invariant.ts';
import { stream } from '../../engine/base/random.ts';
import { serviceName } from '../../engine/technique/index.ts';

/** What differs from learner to learner. Everything of an exercise that is drawn comes from here. */
export interface Draw {
  readonly seed: number;
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
  /** So many different TCP ports, each with a name in the list of services. */
  ports(count: number, except?: readonly number[]): number[];
  /** The first three numbers of a network that belongs to nobody, `198.18.37` (RFC 2544). */
  network(): string;
  /** The last number of an address, 10 to 199. */
  host(): number;
}

/** Well-known ports of services that students have heard of or will. All among nmap's hundred most common. */
const KNOWN_PORTS = [
  21, 22, 23, 25, 53, 80, 110, 111, 135, 139, 143, 443, 445, 993, 995, 3306, 3389, 5432, 5900, 8080,
];

export function drawFrom(seed: number): Draw {
  const random = stream(seed, 'exercise');
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[random.below(from.length)];
    invariant(picked !== undefined, 'a draw is from a list that is not empty');
    return picked;
  };
  const shuffled = <T>(items: readonly T[]): T[] => {
    const left = [...items];
    return items.flatMap(() => left.splice(random.below(left.length), 1));
  };
  return {
    seed,
    below: (limit) => random.below(limit),
    pick,
    shuffled,
    ports: (count, except = []) =>
      shuffled(KNOWN_PORTS.filter((port) => !except.includes(port))).slice(0, count),
    network: () => `198.18.${10 + random.below(200)}`,
    host: () => 10 + random.below(190),
  };
}

/** What a lab file calls the service on a port. */
export const nameOf = (port: number, protocol: 'tcp' | 'udp' = 'tcp'): string =>
  serviceName(protocol, port) ?? 'unknown';
