import { describe, expect, it } from 'vitest';
import { Alarm } from './alarm.ts';

const now = (): number => performance.now() * 1000;
const rings = (plan: (alarm: Alarm, begun: number) => void, waitMs: number): Promise<number[]> =>
  new Promise((resolve) => {
    const begun = now();
    const at: number[] = [];
    const alarm = new Alarm(now, () => at.push(now() - begun));
    plan(alarm, begun);
    setTimeout(() => {
      alarm.stop();
      resolve(at);
    }, waitMs);
  });

describe('the alarm', () => {
  it('never rings early', async () => {
    for (const delay of [0, 300, 999, 1500, 12_345]) {
      const [at = -1, ...more] = await rings((alarm, begun) => alarm.set(begun + delay), 40);
      expect(at).toBeGreaterThanOrEqual(delay);
      expect(more).toEqual([]);
    }
  });

  it('rings for the last time set, be it earlier or later', async () => {
    const earlier = await rings((alarm, begun) => {
      alarm.set(begun + 10_000_000);
      alarm.set(begun + 5_000);
    }, 60);
    expect(earlier.length).toBe(1);
    const later = await rings((alarm, begun) => {
      alarm.set(begun + 2_000);
      alarm.set(begun + 30_000);
    }, 80);
    expect(later.length).toBe(1);
    expect(later[0]).toBeGreaterThanOrEqual(30_000);
  });

  it('stays silent when its time is taken away, and never rings during the call', async () => {
    expect(
      await rings((alarm, begun) => {
        alarm.set(begun);
        alarm.set(undefined);
      }, 20),
    ).toEqual([]);
    let during = false;
    await rings((alarm, begun) => {
      let isCalling = true;
      const inner = new Alarm(now, () => {
        during ||= isCalling;
      });
      inner.set(begun - 5);
      isCalling = false;
      alarm.set(undefined);
    }, 10);
    expect(during).toBe(false);
  });
});
