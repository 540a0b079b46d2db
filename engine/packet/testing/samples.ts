import { parseIpv4, parseMac } from '../address.ts';
import { fromHex } from '../bytes.ts';

/** The people of most tests: a scanner and its target (addresses of RFC 2544's benchmark network). */
export const SCANNER = ip('198.18.10.2');
export const TARGET = ip('198.18.10.28');
export const SCANNER_MAC = mac('02:00:00:00:00:0a');
export const TARGET_MAC = mac('de:ad:00:00:be:ef');

/** The part of an IP header that every packet from scanner to target has. */
export const IP = { id: 1, ttl: 64, source: SCANNER, destination: TARGET } as const;

export function ip(text: string) {
  const address = parseIpv4(text);
  if (address === undefined) throw new Error(`${text} is no address`);
  return address;
}

export function mac(text: string) {
  const address = parseMac(text);
  if (address === undefined) throw new Error(`${text} is no address`);
  return address;
}

export function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === undefined) throw new Error(`${hex} is no hexadecimal text`);
  return bytes;
}

/** The bytes with some of them replaced: `{ 0: 0x46 }`. */
export function withBytes(bytes: Uint8Array, changes: Readonly<Record<number, number>>): Uint8Array {
  const changed = bytes.slice();
  for (const [at, value] of Object.entries(changes)) changed[Number(at)] = value;
  return changed;
}
