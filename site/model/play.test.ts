import { describe, expect, it } from 'vitest';
import { scheduleOf } from './play.ts';

const SECOND = 1_000_000;

describe('playing', () => {
  it('scales virtual time: at 0.1 times, a second of the person is a tenth of the network', () => {
    const { timeAfter } = scheduleOf([], { start: 0, end: SECOND, speed: 0.1 });
    expect(timeAfter(1000)).toBeCloseTo(SECOND / 10);
  });

  it('begins at the start and ends at the end', () => {
    const { timeAfter } = scheduleOf([], { start: 300, end: 900, speed: 1 });
    expect([timeAfter(0), timeAfter(10_000)]).toEqual([300, 900]);
  });

  const silences = [{ from: 1000, to: 20 * SECOND }];
  it('passes a silence in half a second, however long it is', () => {
    const { timeAfter } = scheduleOf(silences, { start: 0, end: 20 * SECOND + 1000, speed: 1 });
    expect(timeAfter(1)).toBeCloseTo(1000);
    expect(timeAfter(251)).toBeCloseTo((1000 + 20 * SECOND) / 2, -3);
    expect(timeAfter(501)).toBeCloseTo(20 * SECOND);
    expect(timeAfter(502)).toBeCloseTo(20 * SECOND + 1000);
  });

  it('takes no longer over a silence than its length', () => {
    const { timeAfter } = scheduleOf([{ from: 0, to: SECOND }], { start: 0, end: 2 * SECOND, speed: 10 });
    expect(timeAfter(100)).toBeCloseTo(SECOND);
  });

  it('passes the rest of a silence in half a second too', () => {
    const { timeAfter } = scheduleOf(silences, { start: 19 * SECOND, end: 20 * SECOND + 1000, speed: 1 });
    expect(timeAfter(500)).toBeCloseTo(20 * SECOND);
  });
});
