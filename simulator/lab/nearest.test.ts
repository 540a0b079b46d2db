import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const KEYS = ['address', 'interfaces', 'services', 'firewall', 'forward'];

describe('nearest', () => {
  it.each([
    ['adress', 'address'], // a letter left out
    ['addresss', 'address'], // one too many
    ['adderss', 'address'], // two swapped
    ['Firewall', 'firewall'], // another case
    ['service', 'services'],
    ['foward', 'forward'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, KEYS)).toBe(meant);
  });

  it.each(['zzz', 'mac', 'x'.repeat(5_000), ''])('suggests nothing for %.10s', (word) => {
    expect(nearest(word, KEYS)).toBeUndefined();
  });
});
