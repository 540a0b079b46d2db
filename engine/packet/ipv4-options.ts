import { asIpv4, type Ipv4 } from './address.ts';
import { type Span, toBytes, u8, u32 } from './bytes.ts';
import { bad, type Decoded, good, type PacketProblem } from './problem.ts';

/** An option of an IPv4 header (RFC 791 section 3.1). `data` is what follows its length byte. */
export interface Ipv4Option {
  readonly kind: Ipv4OptionKind;
  /** The whole first byte: copied flag, class and number. */
  readonly code: number;
  readonly data: Uint8Array;
}

export type Ipv4OptionKind =
  | 'eol'
  | 'nop'
  | 'record-route'
  | 'timestamp'
  | 'security'
  | 'loose-source-route'
  | 'stream-id'
  | 'strict-source-route'
  | 'router-alert'
  | 'unknown';

const KIND: Readonly<Record<number, Ipv4OptionKind>> = {
  0: 'eol',
  1: 'nop',
  7: 'record-route',
  68: 'timestamp',
  130: 'security', // RFC 1108
  131: 'loose-source-route',
  136: 'stream-id',
  137: 'strict-source-route',
  148: 'router-alert', // RFC 2113
};

/** The options that could be read, and what stopped the reading, if anything did. */
export interface Ipv4OptionReading {
  readonly options: Ipv4Option[];
  readonly problem?: PacketProblem;
}

/** Reads up to the end-of-list option, the end of the header, or the first option that makes no sense. */
export function readIpv4Options(span: Span): Ipv4OptionReading {
  const options: Ipv4Option[] = [];
  const { bytes, end } = span;
  for (let at = span.start; at < end; ) {
    const code = u8(bytes, at);
    const kind = KIND[code] ?? 'unknown';
    if (kind === 'eol' || kind === 'nop') {
      options.push({ kind, code, data: new Uint8Array(0) });
      if (kind === 'eol') break;
      at += 1;
      continue;
    }
    const length = optionLength(bytes, at, end);
    if (!length.ok) return { options, problem: length.problem };
    options.push({ kind, code, data: toBytes({ bytes, start: at + 2, end: at + length.value }) });
    at += length.value;
  }
  return { options };
}

function optionLength(bytes: Uint8Array, at: number, end: number): Decoded<number> {
  if (end - at < 2) return bad('ipv4-option', 'option-truncated', at, 2, end - at);
  const length = u8(bytes, at + 1);
  if (length < 2) return bad('ipv4-option', 'option-length-below-2', at + 1, 2, length);
  if (length > end - at) return bad('ipv4-option', 'option-beyond-header', at + 1, length, end - at);
  return good(length);
}

/**
 * Where a packet with these options is bound for in the end: the last address of a source route that is not used
 * up (its pointer, RFC 791 section 3.1, still inside), else undefined.
 */
export function endOfSourceRoute(span: Span): Ipv4 | undefined {
  for (const { kind, data } of readIpv4Options(span).options) {
    if (kind !== 'loose-source-route' && kind !== 'strict-source-route') continue;
    // The pointer counts from the option's first byte, as 1; `data` begins with the third.
    const used = data.length < 5 || u8(data, 0) > data.length + 2;
    if (!used) return asIpv4(u32(data, data.length - 4));
  }
  return undefined;
}

/** All options, or what is wrong with the first that makes no sense. */
export function parseIpv4Options(span: Span): Decoded<Ipv4Option[]> {
  const { options, problem } = readIpv4Options(span);
  return problem === undefined ? good(options) : { ok: false, problem };
}
