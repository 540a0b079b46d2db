import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Span, spanOf } from '../bytes.ts';
import { type FieldTable, readField } from '../field.ts';
import type { Decoded } from '../problem.ts';

/** A header's codec, as the laws see it. */
export interface Codec<Fields, View extends { readonly span: Span }> {
  readonly name: string;
  readonly fields: fc.Arbitrary<Fields>;
  readonly table: FieldTable;
  length(fields: Fields): number;
  emit(fields: Fields, into: Uint8Array, at: number): number;
  parse(span: Span): Decoded<View>;
  toFields(view: View): Decoded<Fields>;
  /** Bytes without which the header cannot be read; shorter than the whole where nothing announces a length. */
  needed(fields: Fields): number;
}

/** What every codec promises. Called once for each header. */
export function describeCodecLaws<Fields, View extends { readonly span: Span }>(
  codec: Codec<Fields, View>,
): void {
  const always = (law: (fields: Fields, bytes: Uint8Array) => void): void =>
    fc.assert(
      fc.property(codec.fields, (fields) => {
        law(fields, emitted(codec, fields));
      }),
    );

  describe(`the laws of the ${codec.name} codec`, () => {
    it('announces the length that it writes', () => {
      always((fields, bytes) => expect(codec.emit(fields, bytes, 0)).toBe(bytes.length));
    });
    it('reads back the record that it wrote', () => {
      always((fields, bytes) => expect(read(codec, spanOf(bytes))).toEqual(fields));
    });
    it('writes the very bytes again from what it read', () => {
      always((_, bytes) => expect(emitted(codec, read(codec, spanOf(bytes)))).toEqual(bytes));
    });
    it('works inside a larger buffer and touches no byte around', () => {
      always((fields, bytes) => {
        const buffer = new Uint8Array(bytes.length + 8).fill(0xa5);
        codec.emit(fields, buffer, 3);
        const around = [...buffer.subarray(0, 3), ...buffer.subarray(3 + bytes.length)];
        expect(around).toEqual([0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5]);
        expect(buffer.slice(3, 3 + bytes.length)).toEqual(bytes);
        expect(read(codec, spanOf(buffer, 3, 3 + bytes.length))).toEqual(fields);
      });
    });
    it('refuses every prefix that is too short', () => {
      always((fields, bytes) => {
        for (let end = 0; end < codec.needed(fields); end++)
          expect(codec.parse(spanOf(bytes, 0, end)), `${end} bytes`).toMatchObject({ ok: false });
      });
    });
    it('has getters that agree with the field table', () => {
      always((_, bytes) => {
        const parsed = codec.parse(spanOf(bytes));
        if (!parsed.ok) throw new Error(parsed.problem.code);
        const getters = parsed.value as unknown as Readonly<Record<string, number | boolean>>;
        for (const [name, field] of Object.entries(codec.table))
          expect(Number(getters[name]), name).toBe(readField(parsed.value.span, field));
      });
    });
    it('has a field table without overlap', () => {
      let end = 0;
      for (const [name, [bit, bits]] of Object.entries(codec.table)) {
        expect(bit, name).toBe(end);
        end = bit + bits;
      }
    });
  });
}

/** Into bytes that are not zero, so that a byte nobody writes shows. */
function emitted<Fields, View extends { readonly span: Span }>(
  codec: Codec<Fields, View>,
  fields: Fields,
): Uint8Array {
  const bytes = new Uint8Array(codec.length(fields)).fill(0xa5);
  codec.emit(fields, bytes, 0);
  return bytes;
}

function read<Fields, View extends { readonly span: Span }>(codec: Codec<Fields, View>, span: Span): Fields {
  const parsed = codec.parse(span);
  if (!parsed.ok) throw new Error(`${codec.name}: ${parsed.problem.code}`);
  const fields = codec.toFields(parsed.value);
  if (!fields.ok) throw new Error(`${codec.name}: ${fields.problem.code}`);
  return fields.value;
}
