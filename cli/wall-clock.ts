import type { Clock } from '../engine/report/index.ts';

/** Now, and where on Earth: the one place that the command reads the wall clock. */
export function wallClock(): Clock {
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
