import { NO_BYTES, type Span, setU16, toBytes, u16 } from './bytes.ts';
import { type Endpoints, internetChecksum, pseudoHeaderSum } from './checksum.ts';
import type { FieldTable } from './field.ts';
import { PROTOCOL } from './numbers.ts';
import { bad, type Decoded, good } from './problem.ts';

/** UDP header (RFC 768) and what it carries. Length and checksum are computed when written. */
export interface UdpFields {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload?: Uint8Array;
}

export const UDP_FIELD = {
  sourcePort: [0, 16],
  destinationPort: [16, 16],
  length: [32, 16],
  checksum: [48, 16],
} as const satisfies FieldTable;

export const UDP_HEADER_LENGTH = 8;

export class UdpView {
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
  /** Of header and payload together, in bytes. */
  get length(): number {
    return u16(this.span.bytes, this.span.start + 4);
  }
  /** 0 means that the sender computed none. */
  get checksum(): number {
    return u16(this.span.bytes, this.span.start + 6);
  }
  get payload(): Span {
    const { bytes, start, end } = this.span;
    return { bytes, start: start + UDP_HEADER_LENGTH, end: Math.min(end, start + this.length) };
  }
  fields(): UdpFields {
    const { sourcePort, destinationPort } = this;
    return { sourcePort, destinationPort, payload: toBytes(this.payload) };
  }
}

/** `span` is the payload of an IP packet. After ok, no getter reads outside it. Says nothing about the checksum. */
export function parseUdp(span: Span): Decoded<UdpView> {
  const parsed = parseUdpHeader(span);
  if (!parsed.ok) return parsed;
  const have = span.end - span.start;
  const { length } = parsed.value;
  if (length > have) return bad('udp', 'length-beyond-packet', span.start + 4, length, have);
  return parsed;
}

/** The same for the first fragment of a datagram: the rest of the announced length is in other packets. */
export function parseUdpHeader(span: Span): Decoded<UdpView> {
  const have = span.end - span.start;
  if (have < UDP_HEADER_LENGTH) return bad('udp', 'header-truncated', span.start, UDP_HEADER_LENGTH, have);
  const view = new UdpView(span);
  if (view.length < UDP_HEADER_LENGTH)
    return bad('udp', 'length-below-header', span.start + 4, UDP_HEADER_LENGTH, view.length);
  return good(view);
}

/** Length of header and payload in bytes. */
export const udpLength = (fields: UdpFields): number => UDP_HEADER_LENGTH + (fields.payload?.length ?? 0);

/**
 * Writes header and payload; gives back how many bytes that were. The checksum is computed for a datagram
 * between the two addresses, or is the number given.
 */
export function emitUdp(
  fields: UdpFields,
  into: Uint8Array,
  at: number,
  sum: Endpoints | number = 0,
): number {
  const { payload = NO_BYTES } = fields;
  const length = UDP_HEADER_LENGTH + payload.length;
  setU16(into, at, fields.sourcePort);
  setU16(into, at + 2, fields.destinationPort);
  setU16(into, at + 4, length);
  setU16(into, at + 6, 0);
  into.set(payload, at + UDP_HEADER_LENGTH);
  setU16(into, at + 6, typeof sum === 'number' ? sum : udpChecksum(into, at, at + length, sum));
  return length;
}

/** A sum that comes out as 0 is sent as 0xffff, its other form: 0 means "no checksum" (RFC 768). */
function udpChecksum(bytes: Uint8Array, start: number, end: number, between: Endpoints): number {
  const destination = between.finalDestination ?? between.destination;
  const seed = pseudoHeaderSum(between.source, destination, PROTOCOL.UDP, end - start);
  return internetChecksum(bytes, start, end, seed) || 0xffff;
}
