import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromHex,
  setU8,
  setU16,
  setU32,
  setU48,
  spanOf,
  toBytes,
  toHex,
  u8,
  u16,
  u32,
  u48,
} from './bytes.ts';
import { readField } from './field.ts';

const BYTES = Uint8Array.of(0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0xfa, 0x01);

describe('reading numbers', () => {
  it.each([
    ['u8', u8(BYTES, 0), 0xff],
    ['u16', u16(BYTES, 1), 0xfefd],
    ['u32, which never is negative', u32(BYTES, 0), 0xfffefdfc],
    ['u48', u48(BYTES, 0), 0xfffe_fdfc_fbfa],
  ])('%s is in network byte order', (_, found, expected) => expect(found).toBe(expected));

  it('agrees with DataView everywhere', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 20 }), fc.nat(12), (bytes, from) => {
        fc.pre(from + 8 <= bytes.length);
        const view = new DataView(bytes.buffer, bytes.byteOffset);
        expect(u16(bytes, from)).toBe(view.getUint16(from));
        expect(u32(bytes, from)).toBe(view.getUint32(from));
        expect(u48(bytes, from + 2)).toBe(Number(view.getBigUint64(from) & 0xffff_ffff_ffffn));
      }),
    );
  });
});

describe('writing numbers', () => {
  it.each([
    ['setU8', (into: Uint8Array) => setU8(into, 1, 0xfe), '00fe0000000000'],
    ['setU16', (into: Uint8Array) => setU16(into, 1, 0xfedc), '00fedc00000000'],
    ['setU32', (into: Uint8Array) => setU32(into, 1, 0xfedcba98), '00fedcba980000'],
    ['setU48', (into: Uint8Array) => setU48(into, 1, 0xfedc_ba98_7654), '00fedcba987654'],
  ])('%s writes its bytes and no other', (_, write, expected) => {
    const into = new Uint8Array(7);
    write(into);
    expect(toHex(into)).toBe(expected);
  });

  it('is undone by reading', () => {
    const value = fc.integer({ min: 0, max: 0xffff_ffff_ffff });
    fc.assert(
      fc.property(value, (number) => {
        const into = new Uint8Array(6);
        setU48(into, 0, number);
        expect(u48(into, 0)).toBe(number);
        expect(readField(spanOf(into), [0, 48])).toBe(number);
      }),
    );
  });
});

describe('hexadecimal text', () => {
  it.each([
    ['', ''],
    ['00 ff', '00ff'],
    ['DE AD\n be\tef', 'deadbeef'],
  ])('%j is read', (text, expected) => {
    const bytes = fromHex(text);
    expect(bytes && toHex(bytes)).toBe(expected);
  });
  it.each(['0', '0g', 'g0', '0:', '/0', '0@', '0`', '0q', 'Ġ0', '0x00', 'deadbee', '-1', '1 2 3'])(
    '%j is refused',
    (text) => expect(fromHex(text)).toBeUndefined(),
  );
  it('shows a span only', () => expect(toHex(spanOf(BYTES, 1, 3))).toBe('fefd'));
});

describe('spans', () => {
  it('cover all bytes unless told', () => expect(spanOf(BYTES)).toEqual({ bytes: BYTES, start: 0, end: 7 }));
  it('are copied by toBytes', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const copy = toBytes(spanOf(bytes, 1));
    bytes[1] = 9;
    expect(copy).toEqual(Uint8Array.of(2, 3));
  });
});

describe('readField', () => {
  const span = spanOf(Uint8Array.of(0, 0b1010_0101, 0xff), 1);
  it.each([
    [[0, 4], 10],
    [[4, 4], 5],
    [[4, 4, 4], 20],
    [[7, 2], 3],
    [[0, 16], 0xa5ff],
  ] as const)('%j is %i', (field, expected) => expect(readField(span, field)).toBe(expected));
});
