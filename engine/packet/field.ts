import { type Span, u8 } from './bytes.ts';

/**
 * Where a header's fields are, in bits from its first bit, as the RFCs draw them: `[bit, bits]`. A third number
 * is the unit of a field that counts in something else than ones: `[4, 4, 4]` counts 4-byte words.
 *
 * The diagrams of headers are drawn from these tables, and the getters of the views are tested against them.
 */
export type FieldTable = Readonly<Record<string, Field>>;
export type Field = readonly [bit: number, bits: number, unit?: number];

/** Reads any field of at most 48 bits, bit by bit. Slow, and too simple to be wrong: the getters' oracle. */
export function readField(span: Span, [bit, bits, unit = 1]: Field): number {
  let value = 0;
  for (let at = bit; at < bit + bits; at++) {
    const byte = u8(span.bytes, span.start + Math.floor(at / 8));
    value = value * 2 + ((byte >>> (7 - (at % 8))) & 1);
  }
  return value * unit;
}
