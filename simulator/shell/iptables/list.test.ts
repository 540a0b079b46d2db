import { describe, expect, it } from 'vitest';
import { quantity } from './list.ts';

describe('counters', () => {
  /** xtables_print_num() of iptables 1.8.9, worked by hand. */
  it.each([
    [0, '0'],
    [99_999, '99999'],
    [100_000, '100K'],
    [100_499, '100K'],
    [100_500, '101K'],
    [9_999_499, '9999K'],
    [9_999_500, '10M'],
    [9_999_498_999, '9999M'],
    [9_999_499_999, '10G'],
    [10_000_500_000, '10G'],
    [12_345_678_901_234, '12T'],
  ])('of %i take five characters: %s', (number, text) => {
    expect(quantity(number, false)).toBe(text);
    expect(quantity(number, true)).toBe(String(number));
  });
});
