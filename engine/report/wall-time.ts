import { SECOND_IN_US, type Us } from '../base/time.ts';

/**
 * The wall clock at the scan's beginning, read by whoever drives the engine. Everything else is arithmetic: a
 * change of the offset during a scan (daylight saving) is not followed.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01 00:00 UTC. */
  readonly startedAtMs: number;
  /** Local time minus UTC, in minutes: 60 for CET. */
  readonly offsetMinutes: number;
  /** What the reports call the zone: `UTC`, `CET`. */
  readonly zone: string;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SECONDS_A_DAY = 86_400;

/** Whole seconds since 1970 at a moment of the scan, rounded down as time() does. */
export const epochSeconds = (clock: Clock, at: Us): number =>
  Math.floor((clock.startedAtMs * 1000 + at) / SECOND_IN_US);

/** `01:14` */
export function hourMinute(clock: Clock, at: Us): string {
  const { hour, minute } = civil(clock, at);
  return `${two(hour)}:${two(minute)}`;
}

/** `2026-11-21 01:14 UTC` */
export function dateMinute(clock: Clock, at: Us): string {
  const { year, month, day } = civil(clock, at);
  return `${year}-${two(month)}-${two(day)} ${hourMinute(clock, at)} ${clock.zone}`;
}

/** `2026-11-21 01:14:47 UTC` */
export function dateSecond(clock: Clock, at: Us): string {
  const { year, month, day, second } = civil(clock, at);
  return `${year}-${two(month)}-${two(day)} ${hourMinute(clock, at)}:${two(second)} ${clock.zone}`;
}

/** As C's ctime() writes it: `Sat Nov 21 01:14:42 2026`, a day below 10 padded with a blank. */
export function ctime(clock: Clock, at: Us): string {
  const { year, month, day, weekday, second } = civil(clock, at);
  const date = `${DAYS[weekday]} ${MONTHS[month - 1]} ${String(day).padStart(2)}`;
  return `${date} ${hourMinute(clock, at)}:${two(second)} ${year}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * Date and time of day in the Gregorian calendar. Years are counted from 1 March of year 0, so that the leap day
 * is the last of its year and 400 years are always 146,097 days.
 */
function civil(clock: Clock, at: Us) {
  const local = epochSeconds(clock, at) + clock.offsetMinutes * 60;
  const days = Math.floor(local / SECONDS_A_DAY);
  const ofDay = local - days * SECONDS_A_DAY;
  const sinceMarch = days + 719_468;
  const era = Math.floor(sinceMarch / 146_097);
  const dayOfEra = sinceMarch - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
    hour: Math.floor(ofDay / 3600),
    minute: Math.floor(ofDay / 60) % 60,
    second: ofDay % 60,
  };
}
