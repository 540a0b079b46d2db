import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIpv4 } from './address.ts';
import { fromHex, setU16 } from './bytes.ts';
import { internetChecksum, pseudoHeaderSum } from './checksum.ts';

const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();
const sumOf = (data: Uint8Array, seed?: number) => internetChecksum(data, 0, data.length, seed);

/** RFC 1071 section 4.1, word by word with the carry added at once: slow and obvious. */
function slowChecksum(data: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 2) {
    sum += (data[at] ?? 0) * 256 + (data[at + 1] ?? 0);
    if (sum > 0xffff) sum -= 0xffff;
  }
  return 0xffff - sum;
}

describe('the Internet checksum', () => {
  it.each([
    ['the example of RFC 1071 section 3', '0001f203f4f5f6f7', 0x220d],
    ['nothing', '', 0xffff],
    ['an odd last byte, which is the high half', 'ff', 0x00ff],
    ['all ones', 'ffffffff', 0x0000],
    ['a sum whose folding carries once more', 'ffffffff0001', 0xfffe],
    // The worked example of the IPv4 header checksum in common use: 172.16.10.99 to 172.16.10.12.
    ['an IPv4 header without its checksum', '4500003c1c46400040060000ac100a63ac100a0c', 0xb1e6],
    ['the same with its checksum', '4500003c1c4640004006b1e6ac100a63ac100a0c', 0],
  ])('of %s', (_, hex, expected) => expect(sumOf(bytes(hex))).toBe(expected));

  it('agrees with the slow one', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (data) => sumOf(data) === slowChecksum(data)));
  });

  it('is exact over the largest packet', () => {
    const largest = new Uint8Array(65_535).fill(0xff);
    expect(sumOf(largest)).toBe(slowChecksum(largest));
  });

  it('does not depend on where the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(5), (data, at) => {
        const buffer = new Uint8Array(data.length + 10).fill(0xa5);
        buffer.set(data, at);
        return internetChecksum(buffer, at, at + data.length) === sumOf(data);
      }),
    );
  });

  it('goes on from a seed: the sum of two even pieces is the sum of both', () => {
    const even = fc.uint8Array({ maxLength: 40 }).map((data) => data.slice(0, data.length & ~1));
    fc.assert(
      fc.property(even, fc.uint8Array({ maxLength: 41 }), (first, second) => {
        const whole = Uint8Array.of(...first, ...second);
        return sumOf(second, 0xffff - sumOf(first)) === sumOf(whole);
      }),
    );
  });

  it('is 0 over bytes that carry it, and notices any single changed bit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 60 }), fc.nat(), (data, where) => {
        setU16(data, 0, 0);
        setU16(data, 0, sumOf(data));
        expect(sumOf(data)).toBe(0);
        const bit = where % (data.length * 8);
        data[bit >> 3] = (data[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(sumOf(data)).not.toBe(0);
      }),
    );
  });

  it('has a pseudo-header of addresses, protocol and length (RFC 9293 section 3.1)', () => {
    const [source, destination] = [parseIpv4('198.18.10.2'), parseIpv4('198.18.10.28')];
    if (source === undefined || destination === undefined) return expect.unreachable();
    const written = bytes('c6120a02c6120a1c0006002c');
    expect(sumOf(new Uint8Array(), pseudoHeaderSum(source, destination, 6, 44))).toBe(sumOf(written));
  });
});
