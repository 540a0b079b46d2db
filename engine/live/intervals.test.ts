import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asIpv4 } from '../packet/index.ts';
import { type Interval, Intervals } from './intervals.ts';

const interval = (first: number, last: number): Interval => ({ first: asIpv4(first), last: asIpv4(last) });
const plain = (set: Intervals): [number, number][] => [...set].map(({ first, last }) => [first, last]);
const LAST = 2 ** 32 - 1;

const small = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 })), { maxLength: 8 })
  .map((pairs) => Intervals.of(pairs.map(([first, length]) => interval(first, first + length))));
const members = (set: Intervals): Set<number> =>
  new Set(Array.from({ length: 90 }, (_, n) => n).filter((n) => set.has(asIpv4(n))));

describe('intervals of addresses', () => {
  it('sorts, joins what overlaps and what touches, and drops what ends before it begins', () => {
    const set = Intervals.of([
      interval(20, 30),
      interval(1, 5),
      interval(6, 9),
      interval(25, 40),
      interval(50, 49),
    ]);
    expect(plain(set)).toEqual([
      [1, 9],
      [20, 40],
    ]);
    expect(set.size).toBe(30);
  });

  it('knows both ends of the address space', () => {
    const set = Intervals.of([interval(0, 0), interval(LAST, LAST)]);
    expect([0, 1, LAST - 1, LAST].map((n) => set.has(asIpv4(n)))).toEqual([true, false, false, true]);
    const all = Intervals.of([interval(0, LAST)]);
    expect(all.size).toBe(2 ** 32);
    expect(plain(all.minus(set))).toEqual([[1, LAST - 1]]);
    expect(plain(set.minus(all))).toEqual([]);
  });

  it('holds nothing when empty', () => {
    expect(Intervals.EMPTY.has(asIpv4(0))).toBe(false);
    expect(Intervals.EMPTY.size).toBe(0);
  });

  it('agrees with sets of numbers in union, difference and intersection', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const [inA, inB] = [members(a), members(b)];
        expect(members(a.union(b))).toEqual(new Set([...inA, ...inB]));
        expect(members(a.minus(b))).toEqual(new Set([...inA].filter((n) => !inB.has(n))));
        expect(members(a.intersect(b))).toEqual(new Set([...inA].filter((n) => inB.has(n))));
      }),
      { numRuns: 2000 },
    );
  });

  it('describes itself, shortened when long', () => {
    const set = Intervals.of([1, 3, 5].map((n) => interval(n, n)));
    expect(set.describe()).toBe('0.0.0.1, 0.0.0.3, 0.0.0.5');
    expect(set.describe(2)).toBe('0.0.0.1, 0.0.0.3 and 1 more');
    expect(Intervals.of([interval(1, 4)]).describe()).toBe('0.0.0.1-0.0.0.4');
  });
});
