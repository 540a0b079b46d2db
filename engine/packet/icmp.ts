import { type Span, u8, u16, u32 } from './bytes.ts';
import type { FieldTable } from './field.ts';
import { type IcmpFields, icmpFields } from './icmp-fields.ts';
import { isIcmpError } from './icmp-names.ts';
import { bad, type Decoded, good } from './problem.ts';

/** The part that all ICMP messages share (RFC 792): type, code, checksum, and four bytes that the type explains. */
export const ICMP_FIELD = {
  typeNumber: [0, 8],
  code: [8, 8],
  checksum: [16, 16],
  rest: [32, 32],
} as const satisfies FieldTable;

export const ICMP_HEADER_LENGTH = 8;

export class IcmpView {
  readonly span: Span;
  constructor(span: Span) {
    this.span = span;
  }
  get typeNumber(): number {
    return u8(this.span.bytes, this.span.start);
  }
  get code(): number {
    return u8(this.span.bytes, this.span.start + 1);
  }
  get checksum(): number {
    return u16(this.span.bytes, this.span.start + 2);
  }
  /** The second four bytes: identifier and sequence, gateway, pointer, next-hop MTU or nothing. */
  get rest(): number {
    return u32(this.span.bytes, this.span.start + 4);
  }
  /** Identifier of echo, timestamp and mask messages. */
  get id(): number {
    return u16(this.span.bytes, this.span.start + 4);
  }
  /** Sequence number of echo, timestamp and mask messages. */
  get sequence(): number {
    return u16(this.span.bytes, this.span.start + 6);
  }
  get isError(): boolean {
    return isIcmpError(this.typeNumber);
  }
  /** What follows the first eight bytes. */
  get body(): Span {
    const { bytes, start, end } = this.span;
    return { bytes, start: start + ICMP_HEADER_LENGTH, end };
  }
  /**
   * What an error message quotes: header and beginning of the packet that caused it; `parseQuoted` reads it.
   * Extensions of RFC 4884 lie behind the quoted packet and are part of this span.
   */
  quoted(): Span {
    return this.body;
  }
  /** Not ok where the message is too short for its type. */
  fields(): Decoded<IcmpFields> {
    return icmpFields(this.span);
  }
}

/** `span` is the payload of an IP packet: ICMP messages have no length of their own. */
export function parseIcmp(span: Span): Decoded<IcmpView> {
  const have = span.end - span.start;
  if (have < ICMP_HEADER_LENGTH) return bad('icmp', 'header-truncated', span.start, ICMP_HEADER_LENGTH, have);
  return good(new IcmpView(span));
}
