import { describe, expect, it } from 'vitest';
import { fromMs } from '../base/time.ts';
import { Restraint, TokenBucket } from './rate-limit.ts';

/** How many packets leave until `until` when every millisecond is asked. */
function leaving(bucket: TokenBucket, from: number, until: number): number {
  let count = 0;
  for (let now = from; now < until; now += fromMs(1))
    while (bucket.readyAt <= now) {
      bucket.take(now);
      count++;
    }
  return count;
}

describe('a token bucket', () => {
  it('lets a burst pass, then its rate', () => {
    const bucket = new TokenBucket(100, 10);
    expect(leaving(bucket, 0, fromMs(1))).toBe(10);
    expect(leaving(bucket, fromMs(1), fromMs(1001))).toBe(100);
  });

  it('saves nothing up over a pause', () => {
    const bucket = new TokenBucket(100, 10);
    leaving(bucket, 0, fromMs(1000));
    expect(leaving(bucket, fromMs(31_000), fromMs(31_001))).toBe(10);
  });
});

describe('restraint', () => {
  const send = (restraint: Restraint, count: number, prohibited: number): void => {
    for (let i = 0; i < count; i++) restraint.sent();
    for (let i = 0; i < prohibited; i++) restraint.prohibited();
  };

  it('halves the rate when a fifth is answered by a prohibition, and stops at the second time', () => {
    const restraint = new Restraint();
    send(restraint, 100, 20);
    expect([restraint.factor, restraint.isOver]).toEqual([1, false]);
    restraint.prohibited();
    expect([restraint.factor, restraint.isOver]).toEqual([2, false]);
    send(restraint, 100, 21);
    expect(restraint.isOver).toBe(true);
  });

  it('waits for fifty packets before it judges', () => {
    const restraint = new Restraint();
    send(restraint, 49, 49);
    expect(restraint.factor).toBe(1);
  });
});
