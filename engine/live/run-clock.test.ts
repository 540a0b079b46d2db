import { describe, expect, it } from 'vitest';
import { RunClock } from './run-clock.ts';

describe('the clock of a run', () => {
  const readings = (...clock: readonly number[]): number[] => {
    const left = [...clock];
    const run = new RunClock(() => left.shift() ?? 0);
    return clock.slice(1).map(() => run.now());
  };

  it('counts microseconds from the beginning of the run', () => {
    expect(readings(5_000_000, 5_000_000, 5_000_001.7, 5_900_000)).toEqual([0, 1, 900_000]);
  });

  it('does not count a time in which the process stood still', () => {
    expect(readings(0, 250_000, 5_250_000, 5_300_000)).toEqual([250_000, 250_000, 300_000]);
  });

  it('counts gaps of up to a second: a busy machine is no stopped process', () => {
    expect(readings(0, 1_000_000, 2_000_000)).toEqual([1_000_000, 2_000_000]);
  });

  it('does not count the time for which it is stopped', () => {
    let clock = 0;
    const run = new RunClock(() => clock);
    clock = 300_000;
    run.stop();
    clock = 700_000;
    expect(run.now()).toBe(300_000);
    run.goOn();
    clock = 800_000;
    expect(run.now()).toBe(400_000);
  });
});
