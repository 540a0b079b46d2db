import type { Us } from '../../engine/base/time.ts';

/** Times, shares, ports and bytes as lab files write them. Each reader gives `undefined` for anything else. */

export const DURATION = /^(\d{1,9}(?:\.\d{1,6})?)(us|ms|s)$/;
export const PERCENTAGE = /^(\d{1,3}(?:\.\d{1,6})?)%$/;
export const PORT = /^(tcp|udp)\/([1-9]\d{0,4})$/;
export const HEX_BYTES = /^hex:((?:[0-9a-fA-F]{2})*)$/;

const UNIT_IN_US: Readonly<Record<string, number>> = { us: 1, ms: 1_000, s: 1_000_000 };
/** A minute on one link: more is a mistake of units. */
export const LONGEST_DURATION: Us = 60_000_000;

/** `14ms`, `1.5s`, `200us` -> microseconds. */
export function readDuration(text: string): Us | undefined {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  const us = Math.round(Number(amount) * (UNIT_IN_US[unit] ?? 0));
  return us <= LONGEST_DURATION ? us : undefined;
}

/** `5%`, `0.5%` -> a probability of 0 to 1. */
export function readPercentage(text: string): number | undefined {
  const amount = PERCENTAGE.exec(text)?.[1];
  const share = amount === undefined ? Number.NaN : Number(amount) / 100;
  return share <= 1 ? share : undefined;
}

/** `tcp/22` -> its two parts. Port 0 is no port that one could listen on. */
export function readPort(text: string): { protocol: 'tcp' | 'udp'; port: number } | undefined {
  const [, protocol, digits] = PORT.exec(text) ?? [];
  const port = Number(digits);
  if ((protocol !== 'tcp' && protocol !== 'udp') || port > 65_535) return undefined;
  return { protocol, port };
}

/** `hex:8045` -> those bytes; any other text -> its UTF-8 bytes; `hex:` with anything but pairs of digits is nothing. */
export function readBytes(text: string): Uint8Array | undefined {
  if (!text.startsWith('hex:')) return new TextEncoder().encode(text);
  const digits = HEX_BYTES.exec(text)?.[1];
  if (digits === undefined) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}
