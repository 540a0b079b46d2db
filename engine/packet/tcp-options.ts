import { invariant } from '../base/invariant.ts';
import { type Span, setU8, setU16, setU32, toBytes, u8, u16, u32 } from './bytes.ts';
import { bad, type Decoded, good, type PacketProblem } from './problem.ts';

/**
 * An option of a TCP header (RFC 9293 section 3.2, RFC 7323, RFC 2018). An option of a known kind whose length is
 * not that kind's stays `unknown`: Linux skips it, and its bytes must not be lost.
 */
export type TcpOption =
  | { readonly kind: 'eol' }
  | { readonly kind: 'nop' }
  | { readonly kind: 'mss'; readonly value: number }
  | { readonly kind: 'window-scale'; readonly shift: number }
  | { readonly kind: 'sack-permitted' }
  | { readonly kind: 'sack'; readonly blocks: readonly (readonly [left: number, right: number])[] }
  | { readonly kind: 'timestamp'; readonly value: number; readonly echo: number }
  | { readonly kind: 'unknown'; readonly code: number; readonly data: Uint8Array };

const CODE = { EOL: 0, NOP: 1, MSS: 2, WINDOW_SCALE: 3, SACK_PERMITTED: 4, SACK: 5, TIMESTAMP: 8 } as const;

/** A TCP header has at most 15 words, 5 of them fixed. */
export const TCP_OPTIONS_MAX = 40;

/** The options that could be read, and what stopped the reading, if anything did. */
export interface TcpOptionReading {
  readonly options: TcpOption[];
  readonly problem?: PacketProblem;
}

/**
 * Reads up to the end-of-list option, the end of the header, or the first option that makes no sense. Linux
 * (tcp_parse_options) uses the options before such a one; so does whoever calls this.
 */
export function readTcpOptions(span: Span): TcpOptionReading {
  const options: TcpOption[] = [];
  const { bytes, end } = span;
  for (let at = span.start; at < end; ) {
    const code = u8(bytes, at);
    if (code === CODE.EOL) {
      options.push({ kind: 'eol' });
      break; // what follows is padding
    }
    if (code === CODE.NOP) {
      options.push({ kind: 'nop' });
      at += 1;
      continue;
    }
    const length = optionLength(bytes, at, end);
    if (!length.ok) return { options, problem: length.problem };
    options.push(readOption(bytes, at, code, length.value));
    at += length.value;
  }
  return { options };
}

function optionLength(bytes: Uint8Array, at: number, end: number): Decoded<number> {
  if (end - at < 2) return bad('tcp-option', 'option-truncated', at, 2, end - at);
  const length = u8(bytes, at + 1);
  if (length < 2) return bad('tcp-option', 'option-length-below-2', at + 1, 2, length);
  if (length > end - at) return bad('tcp-option', 'option-beyond-header', at + 1, length, end - at);
  return good(length);
}

function readOption(bytes: Uint8Array, at: number, code: number, length: number): TcpOption {
  if (code === CODE.MSS && length === 4) return { kind: 'mss', value: u16(bytes, at + 2) };
  if (code === CODE.WINDOW_SCALE && length === 3) return { kind: 'window-scale', shift: u8(bytes, at + 2) };
  if (code === CODE.SACK_PERMITTED && length === 2) return { kind: 'sack-permitted' };
  if (code === CODE.TIMESTAMP && length === 10)
    return { kind: 'timestamp', value: u32(bytes, at + 2), echo: u32(bytes, at + 6) };
  if (code === CODE.SACK && length >= 10 && (length - 2) % 8 === 0) {
    const blocks: [number, number][] = [];
    for (let block = at + 2; block < at + length; block += 8)
      blocks.push([u32(bytes, block), u32(bytes, block + 4)]);
    return { kind: 'sack', blocks };
  }
  return { kind: 'unknown', code, data: toBytes({ bytes, start: at + 2, end: at + length }) };
}

/** All options, or what is wrong with the first that makes no sense. */
export function parseTcpOptions(span: Span): Decoded<TcpOption[]> {
  const { options, problem } = readTcpOptions(span);
  return problem === undefined ? good(options) : { ok: false, problem };
}

/** Bytes the options take in a header: padded to a multiple of 4. */
export function tcpOptionsLength(options: readonly TcpOption[]): number {
  let length = 0;
  for (const option of options) length += sizeOf(option);
  const padded = (length + 3) & ~3;
  invariant(padded <= TCP_OPTIONS_MAX, `a TCP header has room for 40 bytes of options, not ${padded}`);
  return padded;
}

const FIXED_SIZE = { eol: 1, nop: 1, mss: 4, 'window-scale': 3, 'sack-permitted': 2, timestamp: 10 } as const;

function sizeOf(option: TcpOption): number {
  if (option.kind === 'sack') return 2 + option.blocks.length * 8;
  if (option.kind === 'unknown') return 2 + option.data.length;
  return FIXED_SIZE[option.kind];
}

/** Writes the options and the zeros behind them; gives back how many bytes that were. */
export function emitTcpOptions(options: readonly TcpOption[], into: Uint8Array, start: number): number {
  const end = start + tcpOptionsLength(options);
  let at = start;
  for (const option of options) at += emitOption(option, into, at);
  into.fill(CODE.EOL, at, end);
  return end - start;
}

function emitOption(option: TcpOption, into: Uint8Array, at: number): number {
  switch (option.kind) {
    case 'eol':
      setU8(into, at, CODE.EOL);
      return 1;
    case 'nop':
      setU8(into, at, CODE.NOP);
      return 1;
    case 'mss':
      setU16(into, at + 2, option.value);
      return head(into, at, CODE.MSS, 4);
    case 'window-scale':
      setU8(into, at + 2, option.shift);
      return head(into, at, CODE.WINDOW_SCALE, 3);
    case 'sack-permitted':
      return head(into, at, CODE.SACK_PERMITTED, 2);
    case 'sack':
      option.blocks.forEach(([left, right], index) => {
        setU32(into, at + 2 + index * 8, left);
        setU32(into, at + 6 + index * 8, right);
      });
      return head(into, at, CODE.SACK, sizeOf(option));
    case 'timestamp':
      setU32(into, at + 2, option.value);
      setU32(into, at + 6, option.echo);
      return head(into, at, CODE.TIMESTAMP, 10);
    case 'unknown':
      into.set(option.data, at + 2);
      return head(into, at, option.code, 2 + option.data.length);
  }
}

function head(into: Uint8Array, at: number, code: number, length: number): number {
  setU8(into, at, code);
  setU8(into, at + 1, length);
  return length;
}
