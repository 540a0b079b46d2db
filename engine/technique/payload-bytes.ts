import { invariant } from '../base/invariant.ts';
import { fromHex } from '../packet/index.ts';

/** Bytes from hex digits; blanks part them for the eye. */
export function hex(digits: string): Uint8Array {
  const bytes = fromHex(digits.replaceAll(/\s/g, ''));
  invariant(bytes !== undefined, `not hexadecimal: ${digits}`);
  return bytes;
}

/** One byte for each character (ASCII). */
export const text = (characters: string): Uint8Array =>
  Uint8Array.from(characters, (character) => character.charCodeAt(0));

export const zeros = (count: number): Uint8Array => new Uint8Array(count);

/** Bytes that only have to be there: random numbers, keys, identifiers. The same in each run. */
export const arbitrary = (count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, index) => (index * 37 + 11) & 0xff);

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Text with its length in one byte before it, padded with zeros to a field of `size` bytes after the length. */
export const padded = (characters: string, size: number): Uint8Array =>
  join(Uint8Array.of(characters.length), text(characters), zeros(size - characters.length));
