import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inWindow, seqAdd, seqDiff, seqGeq, seqGt, seqLeq, seqLt } from './seq.ts';
import { u32Arbitrary } from './testing/arbitraries.ts';

const near = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const pair = fc.tuple(u32Arbitrary, near);

describe('sequence numbers (RFC 9293 section 3.4)', () => {
  it.each([
    [0, 1, 1],
    [0xffff_ffff, 1, 0],
    [0xffff_fff0, 0x20, 0x10],
    [0, -1, 0xffff_ffff],
    [0xffff_ffff, 0xffff_ffff, 0xffff_fffe],
  ])('%i + %i is %i', (a, n, expected) => expect(seqAdd(a, n)).toBe(expected));

  it.each([
    [1, 2, true],
    [2, 1, false],
    [7, 7, false],
    [0xffff_ffff, 0, true],
    [0, 0xffff_ffff, false],
    [0, 0x7fff_ffff, true],
  ])('%i < %i is %s, also across the wrap', (a, b, expected) => expect(seqLt(a, b)).toBe(expected));

  it('are ordered: whatever is ahead by less than 2^31 is greater, and not less', () => {
    fc.assert(
      fc.property(pair, ([a, n]) => {
        const b = seqAdd(a, n);
        expect([seqLt(a, b), seqLeq(a, b), seqGt(a, b), seqGeq(a, b)]).toEqual([true, true, false, false]);
        expect([seqLt(b, a), seqLeq(b, a), seqGt(b, a), seqGeq(b, a)]).toEqual([false, false, true, true]);
        expect(seqDiff(b, a)).toBe(n);
        expect(seqDiff(a, b)).toBe(-n);
      }),
    );
  });

  it('are neither less nor greater than themselves', () => {
    fc.assert(
      fc.property(u32Arbitrary, (a) => {
        expect([seqLt(a, a), seqLeq(a, a), seqGt(a, a), seqGeq(a, a)]).toEqual([false, true, false, true]);
      }),
    );
  });

  it.each([
    [100, 100, 10, true],
    [109, 100, 10, true],
    [110, 100, 10, false],
    [99, 100, 10, false],
    [5, 0xffff_fffb, 20, true],
    [0xffff_fffa, 0xffff_fffb, 20, false],
    [100, 100, 0, false],
  ])('%i in the window from %i of size %i: %s', (seq, start, size, expected) =>
    expect(inWindow(seq, start, size)).toBe(expected),
  );
});
