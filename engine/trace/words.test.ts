import { describe, expect, it } from 'vitest';
import { duration, enumeration, moment, numberWord, ordinal } from './words.ts';

describe('words', () => {
  it.each([
    [0, 'first'],
    [9, 'tenth'],
    [10, '11th'],
    [11, '12th'],
    [12, '13th'],
    [20, '21st'],
    [21, '22nd'],
    [22, '23rd'],
    [23, '24th'],
    [110, '111th'],
    [120, '121st'],
  ])('index %d is the %s', (index, word) => {
    expect(ordinal(index)).toBe(word);
  });

  it.each([
    [0, 'no'],
    [2, 'two'],
    [10, 'ten'],
    [11, '11'],
  ])('%d is spoken %s', (value, word) => {
    expect(numberWord(value)).toBe(word);
  });

  it.each([
    [0, '0 us'],
    [35, '35 us'],
    [99, '99 us'],
    [400, '0.4 ms'],
    [1_250, '1.3 ms'],
    [14_000, '14 ms'],
    [1_100_000, '1.1 s'],
    [61_060_000, '61.1 s'],
  ])('%d microseconds are %s', (us, text) => {
    expect(duration(us)).toBe(text);
  });

  it('a moment has three digits after the point', () => {
    expect([0, 1_100_000, 12_345_678].map(moment)).toEqual(['0.000 s', '1.100 s', '12.346 s']);
  });

  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('%j together are "%s"', (words, text) => {
    expect(enumeration(words)).toBe(text);
  });
});
