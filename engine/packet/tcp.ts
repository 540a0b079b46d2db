import { NO_BYTES, type Span, setU8, setU16, setU32, toBytes, u8, u16, u32 } from './bytes.ts';
import { type Endpoints, internetChecksum, pseudoHeaderSum } from './checksum.ts';
import type { FieldTable } from './field.ts';
import { PROTOCOL } from './numbers.ts';
import { bad, type Decoded, good } from './problem.ts';
import { emitTcpOptions, parseTcpOptions, type TcpOption, tcpOptionsLength } from './tcp-options.ts';

/** TCP header (RFC 9293 section 3.1) and what it carries. Data offset and checksum are computed when written. */
export interface TcpFields {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  /** Bits of TCP_FLAG. */
  readonly flags: number;
  readonly window: number;
  readonly urgentPointer?: number;
  readonly options?: readonly TcpOption[];
  readonly payload?: Uint8Array;
  /** The four bits between data offset and flags; zero in packets that mean well. */
  readonly reserved?: number;
}

export const TCP_FIELD = {
  sourcePort: [0, 16],
  destinationPort: [16, 16],
  sequence: [32, 32],
  acknowledgment: [64, 32],
  dataOffset: [96, 4],
  reserved: [100, 4],
  flags: [104, 8],
  window: [112, 16],
  checksum: [128, 16],
  urgentPointer: [144, 16],
} as const satisfies FieldTable;

export const TCP_MIN_LENGTH = 20;
const NO_OPTIONS: readonly TcpOption[] = [];

export class TcpView {
  readonly span: Span;
  constructor(span: Span) {
    this.span = span;
  }
  get sourcePort(): number {
    return u16(this.span.bytes, this.span.start);
  }
  get destinationPort(): number {
    return u16(this.span.bytes, this.span.start + 2);
  }
  get sequence(): number {
    return u32(this.span.bytes, this.span.start + 4);
  }
  get acknowledgment(): number {
    return u32(this.span.bytes, this.span.start + 8);
  }
  /** In words of 4 bytes, 5 to 15, as the field itself counts. */
  get dataOffset(): number {
    return u8(this.span.bytes, this.span.start + 12) >>> 4;
  }
  /** In bytes, 20 to 60. */
  get headerLength(): number {
    return this.dataOffset * 4;
  }
  get reserved(): number {
    return u8(this.span.bytes, this.span.start + 12) & 0x0f;
  }
  get flags(): number {
    return u8(this.span.bytes, this.span.start + 13);
  }
  get window(): number {
    return u16(this.span.bytes, this.span.start + 14);
  }
  get checksum(): number {
    return u16(this.span.bytes, this.span.start + 16);
  }
  get urgentPointer(): number {
    return u16(this.span.bytes, this.span.start + 18);
  }
  get optionsSpan(): Span {
    const { bytes, start } = this.span;
    return { bytes, start: start + TCP_MIN_LENGTH, end: start + this.headerLength };
  }
  options(): Decoded<TcpOption[]> {
    return parseTcpOptions(this.optionsSpan);
  }
  get payload(): Span {
    const { bytes, start, end } = this.span;
    return { bytes, start: start + this.headerLength, end };
  }
  /** Not ok where the options are malformed. */
  fields(): Decoded<TcpFields> {
    const options = this.options();
    if (!options.ok) return options;
    const { sourcePort, destinationPort, sequence, acknowledgment, flags, window, urgentPointer, reserved } =
      this;
    const head = {
      sourcePort,
      destinationPort,
      sequence,
      acknowledgment,
      flags,
      window,
      urgentPointer,
      reserved,
    };
    return good({ ...head, options: options.value, payload: toBytes(this.payload) });
  }
}

/** `span` is the payload of an IP packet. After ok, no getter reads outside it; the options may still be nonsense. */
export function parseTcp(span: Span): Decoded<TcpView> {
  const have = span.end - span.start;
  if (have < TCP_MIN_LENGTH) return bad('tcp', 'header-truncated', span.start, TCP_MIN_LENGTH, have);
  const length = (u8(span.bytes, span.start + 12) >>> 4) * 4;
  if (length < TCP_MIN_LENGTH)
    return bad('tcp', 'header-length-below-minimum', span.start + 12, TCP_MIN_LENGTH, length);
  if (length > have) return bad('tcp', 'header-length-beyond-packet', span.start + 12, length, have);
  return good(new TcpView(span));
}

/** Length of header and payload in bytes. */
export function tcpLength(fields: TcpFields): number {
  const options = fields.options === undefined ? 0 : tcpOptionsLength(fields.options);
  return TCP_MIN_LENGTH + options + (fields.payload?.length ?? 0);
}

/**
 * Writes header and payload; gives back how many bytes that were. The checksum is computed for a segment
 * between the two addresses, or is the number given: 0 leaves it empty, another may be wrong on purpose.
 */
export function emitTcp(
  fields: TcpFields,
  into: Uint8Array,
  at: number,
  sum: Endpoints | number = 0,
): number {
  const { options = NO_OPTIONS, payload = NO_BYTES } = fields;
  setU16(into, at, fields.sourcePort);
  setU16(into, at + 2, fields.destinationPort);
  setU32(into, at + 4, fields.sequence);
  setU32(into, at + 8, fields.acknowledgment);
  const header = TCP_MIN_LENGTH + emitTcpOptions(options, into, at + TCP_MIN_LENGTH);
  setU8(into, at + 12, (header << 2) | ((fields.reserved ?? 0) & 0x0f));
  setU8(into, at + 13, fields.flags);
  setU16(into, at + 14, fields.window);
  setU16(into, at + 16, 0);
  setU16(into, at + 18, fields.urgentPointer ?? 0);
  into.set(payload, at + header);
  const length = header + payload.length;
  setU16(into, at + 16, typeof sum === 'number' ? sum : tcpChecksum(into, at, at + length, sum));
  return length;
}

function tcpChecksum(bytes: Uint8Array, start: number, end: number, between: Endpoints): number {
  const destination = between.finalDestination ?? between.destination;
  const seed = pseudoHeaderSum(between.source, destination, PROTOCOL.TCP, end - start);
  return internetChecksum(bytes, start, end, seed);
}
