/** The longest that SCORM 1.2 can say. */
const MOST_SECONDS = 9_999 * 3_600 + 59 * 60 + 59;

/** A CMITimespan of SCORM 1.2, `0000:07:05`: hours with two to four digits, minutes, seconds. */
export function timespan(durationMs: number): string {
  const seconds = Math.min(MOST_SECONDS, Math.max(0, Math.floor(durationMs / 1_000)));
  const part = (number: number, digits: number): string => String(number).padStart(digits, '0');
  return [
    part(Math.floor(seconds / 3_600), 4),
    part(Math.floor(seconds / 60) % 60, 2),
    part(seconds % 60, 2),
  ].join(':');
}
