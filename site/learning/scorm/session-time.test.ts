import { describe, expect, it } from 'vitest';
import { timespan } from './session-time.ts';

describe('a time span of SCORM 1.2', () => {
  // SCORM 1.2 RTE, table 3.4.4b: CMITimespan, HHHH:MM:SS.SS, hours with at least two and at most four digits.
  it.each([
    [0, '0000:00:00'],
    [999, '0000:00:00'],
    [425_000, '0000:07:05'],
    [3_600_000 + 61_000, '0001:01:01'],
    [26 * 3_600_000, '0026:00:00'],
  ])('of %i ms is %s', (durationMs, text) => {
    expect(timespan(durationMs)).toBe(text);
  });

  it('is never negative, and never longer than it can say', () => {
    expect(timespan(-5_000)).toBe('0000:00:00');
    expect(timespan(1e14)).toBe('9999:59:59');
  });
});
