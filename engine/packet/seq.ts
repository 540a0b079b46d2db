declare const seqBrand: unique symbol;

/** A TCP sequence number: unsigned 32 bits that wrap around (RFC 9293 section 3.4). */
export type Seq = number & { readonly [seqBrand]: true };

export const asSeq = (value: number): Seq => (value >>> 0) as Seq;

export const seqAdd = (a: number, n: number): Seq => asSeq(a + n);

/**
 * How far `a` is ahead of `b`, -2^31 to 2^31 - 1. Order is meaningful only for numbers less than 2^31 apart:
 * that is what windows guarantee, and why `<` on the plain numbers is wrong at the wrap.
 */
export const seqDiff = (a: number, b: number): number => (a - b) | 0;

export const seqLt = (a: number, b: number): boolean => seqDiff(a, b) < 0;
export const seqLeq = (a: number, b: number): boolean => a >>> 0 === b >>> 0 || seqLt(a, b);
export const seqGt = (a: number, b: number): boolean => seqLt(b, a);
export const seqGeq = (a: number, b: number): boolean => seqLeq(b, a);

/** Is `seq` one of the `size` numbers that begin at `start`? */
export const inWindow = (seq: number, start: number, size: number): boolean => (seq - start) >>> 0 < size;
