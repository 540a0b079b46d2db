import { describe, expect, it } from 'vitest';
import { stream } from './random.ts';

const draws = (seed: number, name: string, count: number): number[] => {
  const random = stream(seed, name);
  return Array.from({ length: count }, () => random.uint32());
};

/** Sum of (found - expected)^2 / expected over the cells. */
const chiSquare = (cells: readonly number[], expected: number): number =>
  cells.reduce((sum, found) => sum + (found - expected) ** 2 / expected, 0);

describe('a stream of random numbers', () => {
  // Computed by an implementation of sfc32 and FNV-1a in another language.
  it.each([
    [0, '', [2223145380, 957132186, 846667067, 3095219541]],
    [7, 'link:lan', [2829586544, 3324373822, 4022704497, 1142984214]],
    [7, 'link:dmz', [214885054, 4054239143, 416200372, 3335364115]],
    [2 ** 40 + 3, 'iss', [3640393812, 3922361074, 3199210368, 778055041]],
  ])('of seed %i and name %j begins the same on every machine', (seed, name, expected) =>
    expect(draws(seed, name, 4)).toEqual(expected),
  );

  it('is the same for the same seed and name', () => expect(draws(5, 'x', 20)).toEqual(draws(5, 'x', 20)));

  it('fills 256 cells evenly (chi-square, 255 degrees of freedom: 330.5 is exceeded once in a thousand)', () => {
    for (const shift of [0, 8, 16, 24]) {
      const cells = new Array<number>(256).fill(0);
      for (const draw of draws(1, 'uniform', 100_000)) {
        const cell = (draw >>> shift) & 0xff;
        cells[cell] = (cells[cell] ?? 0) + 1;
      }
      expect(chiSquare(cells, 100_000 / 256)).toBeLessThan(330.5);
    }
  });

  it.each([1, 2, 3, 6, 10, 1000])(
    'below %i is a whole number in range, each value about equally often',
    (limit) => {
      const random = stream(3, 'below');
      const cells = new Array<number>(limit).fill(0);
      for (let i = 0; i < limit * 100; i++) {
        const value = random.below(limit);
        expect(Number.isInteger(value) && value >= 0 && value < limit).toBe(true);
        cells[value] = (cells[value] ?? 0) + 1;
      }
      // Mean of chi-square is its degrees of freedom; six deviations above it is far out.
      const freedom = limit - 1;
      expect(chiSquare(cells, 100)).toBeLessThanOrEqual(freedom + 6 * Math.sqrt(2 * freedom));
    },
  );

  it('reaches both ends of the largest range', () => {
    const random = stream(9, 'wide');
    const values = Array.from({ length: 20_000 }, () => random.below(2 ** 32));
    expect(Math.min(...values)).toBeLessThan(2 ** 32 / 1000);
    expect(Math.max(...values)).toBeGreaterThan(2 ** 32 * 0.999);
  });

  it('gives fractions from 0 to below 1, of mean one half', () => {
    const random = stream(4, 'fraction');
    const values = Array.from({ length: 20_000 }, () => random.fraction());
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
  });

  it.each([
    ['another name', draws(7, 'link:lan', 4000), draws(7, 'link:dmz', 4000)],
    ['a name that differs in its last letter', draws(7, 'host:1', 4000), draws(7, 'host:2', 4000)],
    ['the next seed', draws(7, 'link:lan', 4000), draws(8, 'link:lan', 4000)],
    ['a seed that differs above 32 bits', draws(7, 'link:lan', 4000), draws(7 + 2 ** 32, 'link:lan', 4000)],
  ])('is independent of the one of %s', (_, first, second) => {
    // Of two independent 32-bit draws, half the bits agree: 16, give or take 0.045 over 4000 pairs.
    const agreeing = first.map((draw, i) => 32 - ones(draw ^ (second[i] ?? 0)));
    const mean = agreeing.reduce((sum, bits) => sum + bits, 0) / agreeing.length;
    expect(Math.abs(mean - 16)).toBeLessThan(0.25);
    expect(first.filter((draw) => second.includes(draw)).length).toBeLessThan(3);
  });

  it('does not shift when another stream is drawn from in between', () => {
    const [lan, dmz] = [stream(7, 'link:lan'), stream(7, 'link:dmz')];
    const mixed = Array.from({ length: 10 }, () => {
      dmz.uint32();
      return lan.uint32();
    });
    expect(mixed).toEqual(draws(7, 'link:lan', 10));
  });
});

function ones(value: number): number {
  let count = 0;
  for (let rest = value >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count += 1;
  return count;
}
