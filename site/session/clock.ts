import type { Clock } from '../../engine/report/index.ts';

/** Now, and where on Earth, as the command reads them. */
export function browserClock(): Clock {
  const now = new Date();
  return { startedAtMs: now.getTime(), offsetMinutes: -now.getTimezoneOffset(), zone: zoneAt(now) };
}

function zoneAt(now: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}
