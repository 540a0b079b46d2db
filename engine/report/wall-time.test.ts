import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ctime, dateMinute, dateSecond, epochSeconds, hourMinute } from './wall-time.ts';

const clock = (startedAtMs: number, offsetMinutes = 0, zone = 'UTC') => ({
  startedAtMs,
  offsetMinutes,
  zone,
});

describe('wall time', () => {
  it('is written in the three ways of nmap’s reports', () => {
    const start = clock(1_795_223_682_000);
    expect(dateMinute(start, 0)).toBe('2026-11-21 01:14 UTC');
    expect(dateSecond(start, 5_000_000)).toBe('2026-11-21 01:14:47 UTC');
    expect(ctime(start, 0)).toBe('Sat Nov 21 01:14:42 2026');
    expect(hourMinute(start, 60_000_000)).toBe('01:15');
  });

  it('rounds down to whole seconds, as time() does', () => {
    expect(epochSeconds(clock(1_795_223_682_400), 599_999)).toBe(1_795_223_682);
    expect(epochSeconds(clock(1_795_223_682_400), 600_000)).toBe(1_795_223_683);
  });

  it('shows local time with its own date', () => {
    expect(dateMinute(clock(1_795_223_682_000, -120, 'X'), 0)).toBe('2026-11-20 23:14 X');
    expect(dateMinute(clock(1_798_761_599_000, 60, 'CET'), 0)).toBe('2027-01-01 00:59 CET');
  });

  it('pads a day below 10 with a blank in ctime', () => {
    expect(ctime(clock(Date.UTC(2027, 0, 2, 3, 4, 5)), 0)).toBe('Sat Jan  2 03:04:05 2027');
  });

  it('agrees with the calendar of the platform on any day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2400, 0, 1) }), (ms) => {
        const platform = new Date(ms);
        const [weekday, date, year] = [
          platform.toUTCString().slice(0, 3),
          platform.toISOString(),
          platform.getUTCFullYear(),
        ];
        expect(dateSecond(clock(ms), 0)).toBe(`${date.slice(0, 10)} ${date.slice(11, 19)} UTC`);
        expect(ctime(clock(ms), 0)).toContain(weekday);
        expect(ctime(clock(ms), 0).endsWith(` ${year}`)).toBe(true);
      }),
    );
  });
});
