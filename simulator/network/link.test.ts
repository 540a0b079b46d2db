import { describe, expect, it } from 'vitest';
import { stream } from '../../engine/base/random.ts';
import { network } from '../../test/support/lab.ts';
import type { Network } from '../lab/index.ts';
import { createLink } from './link.ts';

const COUNT = 10_000;
const crossings = (more: Partial<Network>, seed = 1) => {
  const link = createLink(network('lan', '198.18.10.0/24', more), stream(seed, 'test'));
  return Array.from({ length: COUNT }, (_, n) => ({ sentAt: n * 100, ...link.cross(n * 100) }));
};
const share = (list: readonly boolean[]): number => list.filter(Boolean).length / list.length;

describe('a link', () => {
  it('takes half a round trip, to the microsecond, where nothing else is said', () => {
    for (const { sentAt, arrivesAt, copyArrivesAt } of crossings({ rttUs: 14_000 }))
      expect([arrivesAt, copyArrivesAt]).toEqual([sentAt + 7000, undefined]);
  });

  it('loses the share it is told to lose', () => {
    const lost = crossings({ loss: 0.2 }).map(({ arrivesAt }) => arrivesAt === undefined);
    expect(share(lost)).toBeGreaterThan(0.18);
    expect(share(lost)).toBeLessThan(0.22);
  });

  it('loses all at 1, none at 0', () => {
    expect(share(crossings({ loss: 1 }).map(({ arrivesAt }) => arrivesAt === undefined))).toBe(1);
    expect(share(crossings({ jitterUs: 1 }).map(({ arrivesAt }) => arrivesAt === undefined))).toBe(0);
  });

  it('doubles the share it is told to double', () => {
    const doubled = crossings({ duplicate: 0.1 }).map(({ copyArrivesAt }) => copyArrivesAt !== undefined);
    expect(share(doubled)).toBeGreaterThan(0.08);
    expect(share(doubled)).toBeLessThan(0.12);
  });

  it('delays by jitter up to the bound, and keeps the order', () => {
    const all = crossings({ rttUs: 2000, jitterUs: 500 });
    const delays = all.map(({ sentAt, arrivesAt = 0 }) => arrivesAt - sentAt);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(1000);
    expect(Math.max(...delays)).toBeLessThanOrEqual(1500);
    expect(new Set(delays).size).toBeGreaterThan(100);
    all.reduce((before, one) => {
      expect(one.arrivesAt ?? 0).toBeGreaterThanOrEqual(before.arrivesAt ?? 0);
      return one;
    });
  });

  it('lets frames overtake the share it is told to hold up', () => {
    const all = crossings({ rttUs: 2000, reorder: 0.05 });
    const held = all.map(({ sentAt, arrivesAt = 0 }) => arrivesAt - sentAt === 2000);
    expect(share(held)).toBeGreaterThan(0.04);
    expect(share(held)).toBeLessThan(0.06);
  });

  it('does the same for the same seed, and other things for another', () => {
    const faults = { loss: 0.1, duplicate: 0.1, reorder: 0.1, jitterUs: 50 };
    expect(crossings(faults)).toEqual(crossings(faults));
    expect(crossings(faults)).not.toEqual(crossings(faults, 2));
  });
});
