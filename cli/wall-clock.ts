import type { Clock } from '../engine/report/index.ts';

/**
 * Now, and where on Earth: the one place that the command reads the wall clock. `SOURCE_DATE_EPOCH` (seconds, as
 * reproducible-builds.org defines it) stands in for it where the same output is wanted twice; its zone is UTC.
 */
export function wallClock(): Clock {
  const given = process.env.SOURCE_DATE_EPOCH;
  if (given !== undefined && /^\d{1,12}$/.test(given))
    return { startedAtMs: Number(given) * 1000, offsetMinutes: 0, zone: 'UTC' };
  const now = new Date();
  return { startedAtMs: now.getTime(), offsetMinutes: -now.getTimezoneOffset(), zone: zoneAt(now) };
}

/** Formatting by Intl takes 16 ms the first time: where the clock is UTC, as in containers, it is not asked. */
function zoneAt(now: Date): string {
  if (now.toString().endsWith('GMT+0000 (Coordinated Universal Time)')) return 'UTC';
  const zone = new Intl.DateTimeFormat('en', { timeZoneName: 'short' })
    .formatToParts(now)
    .find((part) => part.type === 'timeZoneName');
  return zone?.value ?? 'UTC';
}
