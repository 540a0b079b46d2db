import { invariant } from '../base/invariant.ts';
import { asIpv4, type Ipv4 } from './address.ts';
import { NO_BYTES, type Span, setU8, setU16, setU32, u8, u16, u32 } from './bytes.ts';
import { internetChecksum } from './checksum.ts';
import type { FieldTable } from './field.ts';
import { endOfSourceRoute, type Ipv4Option, parseIpv4Options } from './ipv4-options.ts';
import { bad, type Decoded, good } from './problem.ts';

/** IPv4 header (RFC 791 section 3.1). Version, lengths and checksum are computed when it is written. */
export interface Ipv4Fields {
  /** Type of service: DSCP and ECN (RFC 2474, RFC 3168). */
  readonly tos?: number;
  readonly id: number;
  readonly dontFragment?: boolean;
  readonly moreFragments?: boolean;
  /** In bytes; a multiple of 8. */
  readonly fragmentOffset?: number;
  readonly ttl: number;
  readonly protocol: number;
  readonly source: Ipv4;
  readonly destination: Ipv4;
  /** The bytes of the options; padded with zeros to a multiple of 4 when written; at most 40. */
  readonly options?: Uint8Array;
}

export const IPV4_FIELD = {
  version: [0, 4],
  headerLength: [4, 4, 4],
  tos: [8, 8],
  totalLength: [16, 16],
  id: [32, 16],
  reservedFlag: [48, 1],
  dontFragment: [49, 1],
  moreFragments: [50, 1],
  fragmentOffset: [51, 13, 8],
  ttl: [64, 8],
  protocol: [72, 8],
  checksum: [80, 16],
  source: [96, 32],
  destination: [128, 32],
} as const satisfies FieldTable;

export const IPV4_MIN_LENGTH = 20;
export const IPV4_MAX_LENGTH = 65_535;
const RESERVED = 0x8000;
const DONT_FRAGMENT = 0x4000;
const MORE_FRAGMENTS = 0x2000;

export class Ipv4View {
  readonly span: Span;
  constructor(span: Span) {
    this.span = span;
  }
  get version(): number {
    return u8(this.span.bytes, this.span.start) >>> 4;
  }
  /** In bytes, 20 to 60. */
  get headerLength(): number {
    return (u8(this.span.bytes, this.span.start) & 0x0f) * 4;
  }
  get tos(): number {
    return u8(this.span.bytes, this.span.start + 1);
  }
  get totalLength(): number {
    return u16(this.span.bytes, this.span.start + 2);
  }
  get id(): number {
    return u16(this.span.bytes, this.span.start + 4);
  }
  get reservedFlag(): boolean {
    return (u16(this.span.bytes, this.span.start + 6) & RESERVED) !== 0;
  }
  get dontFragment(): boolean {
    return (u16(this.span.bytes, this.span.start + 6) & DONT_FRAGMENT) !== 0;
  }
  get moreFragments(): boolean {
    return (u16(this.span.bytes, this.span.start + 6) & MORE_FRAGMENTS) !== 0;
  }
  /** In bytes. */
  get fragmentOffset(): number {
    return (u16(this.span.bytes, this.span.start + 6) & 0x1fff) * 8;
  }
  /** True for each piece of a datagram that was cut up, the first one included. */
  get isFragment(): boolean {
    return (u16(this.span.bytes, this.span.start + 6) & 0x3fff) !== 0;
  }
  get ttl(): number {
    return u8(this.span.bytes, this.span.start + 8);
  }
  get protocol(): number {
    return u8(this.span.bytes, this.span.start + 9);
  }
  get checksum(): number {
    return u16(this.span.bytes, this.span.start + 10);
  }
  get source(): Ipv4 {
    return asIpv4(u32(this.span.bytes, this.span.start + 12));
  }
  get destination(): Ipv4 {
    return asIpv4(u32(this.span.bytes, this.span.start + 16));
  }
  /** The destination, or the end of a source route on which the packet still is. */
  get finalDestination(): Ipv4 {
    if (this.headerLength === IPV4_MIN_LENGTH) return this.destination;
    return endOfSourceRoute(this.optionsSpan) ?? this.destination;
  }
  get optionsSpan(): Span {
    const { bytes, start } = this.span;
    return { bytes, start: start + IPV4_MIN_LENGTH, end: start + this.headerLength };
  }
  /** The bytes of the options, not copied. */
  get options(): Uint8Array {
    const { bytes, start, end } = this.optionsSpan;
    return start === end ? NO_BYTES : bytes.subarray(start, end);
  }
  optionList(): Decoded<Ipv4Option[]> {
    return parseIpv4Options(this.optionsSpan);
  }
  /** What the total length announces; what lies behind it (the padding of a short frame) is not of the packet. */
  get payload(): Span {
    const { bytes, start, end } = this.span;
    const { headerLength, totalLength } = this;
    // Only in quoted packets can the total length be wrong: then all that is there counts.
    const announced = totalLength < headerLength ? end : start + totalLength;
    return { bytes, start: start + headerLength, end: Math.min(end, announced) };
  }
  fields(): Ipv4Fields {
    const { tos, id, dontFragment, moreFragments, fragmentOffset, ttl, protocol, source, destination } = this;
    const options = this.options.slice();
    return {
      tos,
      id,
      dontFragment,
      moreFragments,
      fragmentOffset,
      ttl,
      protocol,
      source,
      destination,
      options,
    };
  }
}

/** After ok, no getter reads outside `span`. Says nothing about the checksum. */
export function parseIpv4Packet(span: Span): Decoded<Ipv4View> {
  const parsed = parseIpv4Header(span);
  if (!parsed.ok) return parsed;
  const { totalLength, headerLength } = parsed.value;
  const at = span.start + 2;
  if (totalLength < headerLength)
    return bad('ipv4', 'total-length-below-header', at, headerLength, totalLength);
  const have = span.end - span.start;
  if (totalLength > have) return bad('ipv4', 'total-length-beyond-packet', at, totalLength, have);
  return parsed;
}

/**
 * The same for the header that an ICMP error quotes: the packet behind it may be cut, and a good many stacks
 * quote a total length that they have changed on the way (nmap tells systems apart by it), so it is not judged.
 */
export function parseIpv4Header(span: Span): Decoded<Ipv4View> {
  const { bytes, start, end } = span;
  const have = end - start;
  if (have < IPV4_MIN_LENGTH) return bad('ipv4', 'header-truncated', start, IPV4_MIN_LENGTH, have);
  const first = u8(bytes, start);
  if (first >>> 4 !== 4) return bad('ipv4', 'version-not-4', start, 4, first >>> 4);
  const length = (first & 0x0f) * 4;
  if (length < IPV4_MIN_LENGTH)
    return bad('ipv4', 'header-length-below-minimum', start, IPV4_MIN_LENGTH, length);
  if (length > have) return bad('ipv4', 'header-length-beyond-packet', start, length, have);
  return good(new Ipv4View(span));
}

/** Length of the header in bytes. */
export function ipv4Length(fields: { readonly options?: Uint8Array }): number {
  const length = fields.options === undefined ? 0 : (fields.options.length + 3) & ~3;
  invariant(length <= 40, `an IPv4 header has room for 40 bytes of options, not ${length}`);
  return IPV4_MIN_LENGTH + length;
}

/** What to write instead of what would be right, for packets that are wrong on purpose. */
export interface Ipv4Override {
  readonly totalLength?: number;
  readonly ipChecksum?: number;
}

const RIGHT: Ipv4Override = {};

/** Writes the header of a packet whose payload has `payloadLength` bytes; gives back the header's length. */
export function emitIpv4(
  fields: Ipv4Fields,
  into: Uint8Array,
  at: number,
  payloadLength = 0,
  override: Ipv4Override = RIGHT,
): number {
  return writeIpv4(fields, fields.protocol, into, at, payloadLength, override);
}

/** `emitIpv4` for fields without the protocol: packets are built by the million, a copy of the fields for each costs. */
export function writeIpv4(
  fields: Omit<Ipv4Fields, 'protocol'>,
  protocol: number,
  into: Uint8Array,
  at: number,
  payloadLength: number,
  override: Ipv4Override,
): number {
  const length = ipv4Length(fields);
  invariant(length + payloadLength <= IPV4_MAX_LENGTH, 'an IPv4 packet has at most 65535 bytes');
  const { fragmentOffset = 0, options } = fields;
  invariant(fragmentOffset % 8 === 0 && fragmentOffset < 65_536, `${fragmentOffset} is no fragment offset`);
  setU8(into, at, 0x40 | (length >>> 2));
  setU8(into, at + 1, fields.tos ?? 0);
  setU16(into, at + 2, override.totalLength ?? length + payloadLength);
  setU16(into, at + 4, fields.id);
  const flags = (fields.dontFragment ? DONT_FRAGMENT : 0) | (fields.moreFragments ? MORE_FRAGMENTS : 0);
  setU16(into, at + 6, flags | (fragmentOffset >>> 3));
  setU8(into, at + 8, fields.ttl);
  setU8(into, at + 9, protocol);
  setU16(into, at + 10, 0);
  setU32(into, at + 12, fields.source);
  setU32(into, at + 16, fields.destination);
  if (options !== undefined) {
    into.set(options, at + IPV4_MIN_LENGTH);
    into.fill(0, at + IPV4_MIN_LENGTH + options.length, at + length);
  }
  setU16(into, at + 10, override.ipChecksum ?? internetChecksum(into, at, at + length));
  return length;
}
