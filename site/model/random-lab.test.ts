import { describe, expect, it } from 'vitest';
import { loadLab } from '../../simulator/lab/index.ts';
import { MOST_SEED, randomLab } from './random-lab.ts';
import { DIFFICULTIES, type Difficulty } from './random-rules.data.ts';

/** A thousand, in turns. */
const seedsOf = (difficulty: Difficulty): readonly number[] =>
  Array.from({ length: 1_000 }, (_, seed) => seed).filter((seed) => DIFFICULTIES[seed % 3] === difficulty);
const rulesIn = (text: string): number => [...text.matchAll(/^ *iptables /gm)].length;

describe.each(DIFFICULTIES)('a random lab, %s', (difficulty) => {
  it('loads, has one to three hosts beside its router, and two to six rules, for every third of 1000 seeds', () => {
    for (const seed of seedsOf(difficulty)) {
      const { text, title } = randomLab(seed, difficulty);
      const lab = loadLab(text);
      expect(lab).toMatchObject({ ok: true, value: { title, seed, scan: { targets: expect.any(Array) } } });
      const names = lab.ok ? lab.value.hosts.map(({ name }) => name) : [];
      const hosts = names.filter((name) => name !== 'scanner' && name !== 'gateway');
      expect(hosts.length).toBeGreaterThanOrEqual(1);
      expect(hosts.length).toBeLessThanOrEqual(3);
      expect(rulesIn(text), text).toBeGreaterThanOrEqual(2);
      expect(rulesIn(text), text).toBeLessThanOrEqual(6);
    }
  });

  it('is the same for the same seed, and hardly ever for another', () => {
    expect(randomLab(7, difficulty)).toEqual(randomLab(7, difficulty));
    const without = (seed: number) =>
      randomLab(seed, difficulty).text.replace(/^(?:lab|title|seed):.*$/gm, '');
    expect(new Set(seedsOf(difficulty).map(without)).size).toBeGreaterThan(300);
  });

  it('has a name that a lab may have, for the largest seed too', () => {
    expect(loadLab(randomLab(MOST_SEED, difficulty).text).ok).toBe(true);
  });
});
