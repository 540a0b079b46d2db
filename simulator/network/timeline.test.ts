import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeline, type Timeline } from './timeline.ts';

const runAll = (timeline: Timeline): void => {
  while (timeline.next !== undefined) timeline.advance();
};

describe('a timeline', () => {
  it('lets things happen by time, and in the order of scheduling at equal times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), (times) => {
        const timeline = createTimeline();
        const happened: [number, number][] = [];
        times.forEach((at, index) => {
          timeline.schedule(at, () => happened.push([timeline.now, index]));
        });
        runAll(timeline);
        const expected = times.map((at, index): [number, number] => [at, index]);
        expected.sort(([a, i], [b, j]) => a - b || i - j);
        expect(happened).toEqual(expected);
      }),
    );
  });

  it('lets things that happen schedule others, at the same time too', () => {
    const timeline = createTimeline();
    const log: string[] = [];
    timeline.schedule(5, () => {
      log.push('first');
      timeline.schedule(5, () => log.push('third'));
    });
    timeline.schedule(5, () => log.push('second'));
    runAll(timeline);
    expect([log, timeline.now]).toEqual([['first', 'second', 'third'], 5]);
  });

  it('forgets what is cancelled, even after it happened', () => {
    const timeline = createTimeline();
    const log: string[] = [];
    const cancelled = timeline.schedule(1, () => log.push('cancelled'));
    const done = timeline.schedule(2, () => log.push('done'));
    cancelled.cancel();
    cancelled.cancel();
    expect(timeline.next).toBe(2);
    runAll(timeline);
    done.cancel();
    timeline.advance();
    expect([log, timeline.next, timeline.size]).toEqual([['done'], undefined, 0]);
  });

  it('never goes back', () => {
    const timeline = createTimeline();
    timeline.waitUntil(10);
    expect(() => timeline.schedule(9, () => {})).toThrow(/time does not go back/);
    expect(() => timeline.waitUntil(9)).toThrow(/time does not go back/);
  });
});
