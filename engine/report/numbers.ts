import { SECOND_IN_US, type Us } from '../base/time.ts';

/** `1 host`, `0 hosts`. */
export const count = (amount: number, one: string, many = `${one}s`): string =>
  `${amount} ${amount === 1 ? one : many}`;

/** Seconds with two decimals, as in `scanned in 1.31 seconds`. */
export const seconds = (duration: Us): string => (duration / SECOND_IN_US).toFixed(2);

/** Seconds with four decimals, as in packet traces. */
export const traceSeconds = (at: Us): string => (at / SECOND_IN_US).toFixed(4);

/**
 * A latency in seconds with two significant digits and no exponent: 34 us is `0.000034`, 100 us `0.00010`,
 * 14 ms `0.014`, 12.3 s `12`. Nothing at all is `0.00`.
 */
export function latency(duration: Us): string {
  if (duration <= 0) return '0.00';
  const exponent = Math.floor(Math.log10(duration) + 1e-12) - 6;
  const decimals = 1 - exponent;
  const digits = Math.round(duration / 10 ** (6 - decimals));
  return decimals > 0 ? (digits / 10 ** decimals).toFixed(decimals) : String(digits * 10 ** -decimals);
}

/** A number of bytes in units of 1000: `152B`, `5.336KB`, `1.100MB`. */
export function byteCount(bytes: number): string {
  if (bytes < 1000) return `${bytes}B`;
  return bytes < 1_000_000 ? `${(bytes / 1e3).toFixed(3)}KB` : `${(bytes / 1e6).toFixed(3)}MB`;
}
