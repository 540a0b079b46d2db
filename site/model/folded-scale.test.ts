import { describe, expect, it } from 'vitest';
import { foldedScale } from './folded-scale.ts';

describe('the folded scale', () => {
  const scale = foldedScale([{ from: 100, to: 1_000_100 }], 0, 1_000_200, 1036);

  it('gives a silence a fixed room and the rest to what happened', () => {
    expect(scale.folds).toEqual([{ from: 500, to: 536 }]);
    expect([0, 50, 100, 1_000_100, 1_000_200].map(scale.toX)).toEqual([0, 250, 500, 536, 1036]);
  });

  it('leads back to the time', () => {
    for (const at of [0, 50, 100, 1_000_100, 1_000_200]) expect(scale.toTime(scale.toX(at))).toBeCloseTo(at);
  });

  it('keeps most of the line for what happened, however many silences there are', () => {
    const silences = Array.from({ length: 500 }, (_, index) => ({
      from: index * 100 + 10,
      to: index * 100 + 90,
    }));
    const { folds } = foldedScale(silences, 0, 50_000, 1000);
    expect(folds.reduce((sum, { from, to }) => sum + to - from, 0)).toBeCloseTo(400);
  });

  it('holds a run in which no time passes', () => {
    const still = foldedScale([], 5, 5, 300);
    expect([still.toX(5), still.toTime(0)]).toEqual([0, 5]);
  });
});
