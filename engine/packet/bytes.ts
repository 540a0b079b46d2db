/**
 * Reading and writing numbers in network byte order. The only file that indexes bytes without proof: every
 * caller has checked the length before (parsers) or has just allocated it (emitters).
 */

/** A window on bytes that belong to someone else: nothing is copied while layers are walked. */
export interface Span {
  readonly bytes: Uint8Array;
  /** First index inside. */
  readonly start: number;
  /** First index behind. */
  readonly end: number;
}

export const spanOf = (bytes: Uint8Array, start = 0, end = bytes.length): Span => ({ bytes, start, end });

/** A copy of what the span shows. Whatever outlives the packet's buffer goes through here. */
export const toBytes = (span: Span): Uint8Array => span.bytes.slice(span.start, span.end);

export const NO_BYTES: Uint8Array = new Uint8Array(0);

export const u8 = (bytes: Uint8Array, at: number): number => bytes[at] as number;

export const u16 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 8) | (bytes[at + 1] as number);

/** `>>> 0` because `<<` works on signed 32 bits: 0xff << 24 is negative. */
export const u32 = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)) >>>
  0;

/** 48 bits do not fit the bit operators; 2^48 is well inside a double's 53 bits. */
export const u48 = (bytes: Uint8Array, at: number): number =>
  u16(bytes, at) * 0x1_0000_0000 + u32(bytes, at + 2);

export function setU8(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
}

export function setU16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

export function setU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

export function setU48(bytes: Uint8Array, at: number, value: number): void {
  setU16(bytes, at, Math.floor(value / 0x1_0000_0000));
  setU32(bytes, at + 2, value % 0x1_0000_0000);
}

/** The character codes of 0 to 9 and a to f. */
const DIGIT: readonly number[] = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
/** How many bytes go through one call: a function takes some 100,000 arguments at most. */
const HEX_PIECE = 8192;

/** Lower case, without separators. */
export function toHex(source: Uint8Array | Span): string {
  const { bytes, start, end } = source instanceof Uint8Array ? spanOf(source) : source;
  let text = '';
  for (let at = start; at < end; at += HEX_PIECE) text += hexPiece(bytes, at, Math.min(end, at + HEX_PIECE));
  return text;
}

/** Joined of single characters, a text would weigh 16 times as much until somebody reads it. */
function hexPiece(bytes: Uint8Array, start: number, end: number): string {
  const codes: number[] = [];
  for (let at = start; at < end; at++) {
    const byte = u8(bytes, at);
    codes.push(DIGIT[byte >>> 4] as number, DIGIT[byte & 15] as number);
  }
  return String.fromCharCode(...codes);
}

/** Accepts either case and white space between bytes (as dumps print them); anything else is undefined. */
export function fromHex(text: string): Uint8Array | undefined {
  const digits = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
  if (digits.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(digits.length / 2);
  for (let at = 0; at < bytes.length; at++) {
    const high = hexDigit(digits.charCodeAt(at * 2));
    const low = hexDigit(digits.charCodeAt(at * 2 + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[at] = high * 16 + low;
  }
  return bytes;
}

/** The value of a digit's character code; -1 for any other character. */
function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30; // 0-9
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1; // a-f
}
