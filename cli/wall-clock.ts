import type { Clock } from '../engine/report/index.ts';

/** Now, and where on Earth: the one place that the command reads the wall clock. */
export function wallClock(): Clock {
  const now = new Date();
  const zone = new Intl.DateTimeFormat('en', { timeZoneName: 'short' })
    .formatToParts(now)
    .find((part) => part.type === 'timeZoneName');
  return { startedAtMs: now.getTime(), offsetMinutes: -now.getTimezoneOffset(), zone: zone?.value ?? 'UTC' };
}
