import { complain, ok, type Result } from '../base/result.ts';
import { fromMs, type Us } from '../base/time.ts';

const MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * `250ms`, `1.5s`, `2m`, `1h`; without a unit seconds. A bare number of `suspicious` or more is refused: before
 * 2010 nmap took bare numbers for milliseconds, and many a recipe still does.
 */
export function parseDuration(text: string, suspicious: number): Result<Us> {
  const parts = /^([0-9]+\.?[0-9]*|\.[0-9]+)(ms|s|m|h)?$/i.exec(text);
  if (!parts) {
    return complain(`"${text}" is no time.`, {
      remedy: 'Write a number and ms, s, m or h: 250ms, 1.5s, 2m.',
    });
  }
  const [, number, unit] = parts;
  if (unit === undefined && Number(number) >= suspicious) {
    return complain(`A time without unit is in seconds; ${text} seconds are hardly meant.`, {
      remedy: `Write ${text}ms for milliseconds, or ${text}s if it is really seconds.`,
    });
  }
  return ok(fromMs(Number(number) * (MS[(unit ?? 's').toLowerCase()] ?? 0)));
}
