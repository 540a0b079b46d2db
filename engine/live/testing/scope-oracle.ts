import type { Random } from '../../base/random.ts';
import { Bitmap } from './bitmap.ts';

/** A scope file made up from a seed, and what it allows, worked out by other means than the guard's. */
export interface RandomScope {
  readonly text: string;
  readonly allows: Bitmap;
  /** Addresses worth asking about: the edges of everything that was listed. */
  readonly edges: readonly number[];
  readonly gateways: readonly number[];
}

const PRIVATE = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['198.18.0.0', 15],
  ['192.0.2.0', 24],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
] as const;

const numberOf = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const textOf = (n: number): string => [24, 16, 8, 0].map((bits) => Math.floor(n / 2 ** bits) % 256).join('.');

/** Networks of /24 to /32 in private ranges, overlapping now and then, with exceptions inside them. */
export function randomScope(random: Random, validUntil: string): RandomScope {
  const allows = new Bitmap();
  const networks: string[] = [];
  const broadcasts: number[] = [];
  const singles: number[] = [];
  const edges: number[] = [];
  const bases: number[] = [];
  for (let i = 0; i < 1 + random.below(8); i++) {
    const [base, bits] = PRIVATE[random.below(PRIVATE.length)] ?? PRIVATE[0];
    const prefix = 25 + random.below(8);
    const size = 2 ** (32 - prefix);
    const near = bases.length > 0 && random.below(3) === 0 ? bases[random.below(bases.length)] : undefined;
    const at = near ?? numberOf(base) + random.below(2 ** (32 - bits));
    const first = at - (at % size);
    bases.push(first);
    networks.push(prefix === 32 && random.below(2) === 0 ? textOf(first) : `${textOf(first)}/${prefix}`);
    allows.fill(first, first + size - 1, 1);
    if (prefix <= 30) broadcasts.push(first + size - 1);
    if (prefix === 32) singles.push(first);
    edges.push(first - 1, first, first + 1, first + size - 2, first + size - 1, first + size);
  }
  const except: string[] = [];
  for (let i = 0; i < random.below(4); i++) {
    const size = 2 ** random.below(5);
    const at = (bases[random.below(bases.length)] ?? 0) + random.below(64);
    const first = at - (at % size);
    except.push(`${textOf(first)}/${32 - Math.log2(size)}`);
    allows.fill(first, first + size - 1, 0);
    edges.push(first - 1, first, first + size - 1, first + size);
  }
  const gateways = [0, 1].map((n) => (bases[n % bases.length] ?? 0) + 1);
  for (const gateway of gateways) if (!singles.includes(gateway)) allows.fill(gateway, gateway, 0);
  for (const broadcast of broadcasts) allows.fill(broadcast, broadcast, 0);
  const metadata = numberOf('169.254.169.254');
  allows.fill(metadata, metadata, 0);
  const text = [
    `networks: [${networks.join(', ')}]`,
    `except: [${except.join(', ')}]`,
    'owner: Ada Lovelace',
    'contact: ada@example.org',
    'purpose: port scan lesson',
    `valid_until: ${validUntil}`,
  ].join('\n');
  return { text, allows, edges: edges.filter((one) => one >= 0 && one < 2 ** 32), gateways };
}

/** Addresses to ask about: a third near what is listed, a third in private ranges, a third anywhere. */
export function randomAddress(random: Random, scope: RandomScope): number {
  const kind = random.below(3);
  if (kind === 0) {
    const edge = scope.edges[random.below(scope.edges.length)] ?? 0;
    return Math.min(2 ** 32 - 1, Math.max(0, edge + random.below(33) - 16));
  }
  if (kind === 2) return random.uint32();
  const [base, bits] = PRIVATE[random.below(PRIVATE.length)] ?? PRIVATE[0];
  return numberOf(base) + random.below(2 ** (32 - bits));
}
