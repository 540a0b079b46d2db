import { describe, expect, it } from 'vitest';
import { createEstimator, hasSample, takeSample } from './rtt.ts';

/** nmap's T3: 100 ms to 10 s, no scan delay. */
const BOUNDS = { minUs: 100_000, maxUs: 10_000_000, scanDelayUs: 0 };

const estimated = (samples: readonly number[], bounds = BOUNDS) => {
  const estimator = createEstimator(1_000_000);
  for (const sample of samples) takeSample(estimator, sample, bounds);
  return estimator;
};

describe('the round-trip estimator', () => {
  it('waits the initial timeout before the first sample', () => {
    expect(createEstimator(1_000_000)).toEqual({ srttUs: -1, rttvarUs: -1, timeoutUs: 1_000_000 });
    expect(hasSample(createEstimator(1))).toBe(false);
  });

  // Worked by hand: first sample d: srtt = d, rttvar = d within 5 ms to 2 s, timeout = srtt + 4 rttvar. Later
  // e = d - srtt: srtt += e >> 3, rttvar += (|e| - rttvar) >> 2; the timeout stays within 100 ms to 10 s.
  it.each([
    { samples: [200], srttUs: 200, rttvarUs: 5_000, timeoutUs: 100_000 },
    { samples: [14_000], srttUs: 14_000, rttvarUs: 14_000, timeoutUs: 100_000 },
    { samples: [60_000], srttUs: 60_000, rttvarUs: 60_000, timeoutUs: 300_000 },
    // e = 40000: srtt 60000 + 5000; rttvar 60000 + (40000 - 60000) / 4 = 55000.
    { samples: [60_000, 100_000], srttUs: 65_000, rttvarUs: 55_000, timeoutUs: 285_000 },
    // e = -25001: srtt 65000 + floor(-3125.1) = 61874; rttvar 55000 + floor(-7499.75) = 47500.
    { samples: [60_000, 100_000, 39_999], srttUs: 61_874, rttvarUs: 47_500, timeoutUs: 251_874 },
    // 3 s: rttvar is held at 2 s, the timeout is 11 s, held at 10 s.
    { samples: [3_000_000], srttUs: 3_000_000, rttvarUs: 2_000_000, timeoutUs: 10_000_000 },
  ])('gives $timeoutUs us after $samples', ({ samples, ...expected }) => {
    expect(estimated(samples)).toEqual(expected);
  });

  it.each([
    { name: 'eight seconds or more', samples: [60_000, 8_000_000] },
    { name: 'clearly negative', samples: [60_000, -50_000] },
    // e = 1940000 > 1.5 s, and > 3 x 60000 + 2 x 60000.
    { name: 'far outside of what is known', samples: [60_000, 2_000_000] },
  ])('ignores a sample that is $name', ({ samples }) => {
    expect(estimated(samples)).toEqual(estimated([60_000]));
  });

  it('takes a slightly negative sample, of a capture clock ahead of ours, for 10 ms', () => {
    expect(estimated([-1])).toEqual(estimated([10_000]));
    expect(estimated([-60_000])).toEqual(createEstimator(1_000_000));
  });

  it('never waits less than the scan delay', () => {
    expect(estimated([200], { ...BOUNDS, scanDelayUs: 400_000 }).timeoutUs).toBe(400_000);
  });

  it('lowers a variation above 2.3 s to 2 s, after the timeout was computed from it', () => {
    const estimator = { srttUs: 1_000_000, rttvarUs: 2_400_000, timeoutUs: 0 };
    takeSample(estimator, 7_000_000, BOUNDS); // e = 6 s, allowed: not above 3 x 1 s + 2 x 2.4 s
    expect(estimator).toEqual({ srttUs: 1_750_000, rttvarUs: 2_000_000, timeoutUs: 10_000_000 });
  });
});
