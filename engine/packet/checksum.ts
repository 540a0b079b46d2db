import type { Ipv4 } from './address.ts';

/** Whose addresses the checksum of a TCP segment or UDP datagram covers. */
export interface Endpoints {
  readonly source: Ipv4;
  readonly destination: Ipv4;
  /** Under a source route, `destination` is the next hop; the checksum is over the end of the route. */
  readonly finalDestination?: Ipv4;
}

/**
 * The Internet checksum (RFC 1071): the complement of the ones' complement sum of the 16-bit words. `seed` is a
 * sum to begin with, such as a pseudo-header's. Over bytes that contain their own right checksum it is 0.
 *
 * Worked example of RFC 1071 section 3: 00 01 f2 03 f4 f5 f6 f7 sum to 2ddf0, folded ddf2; the checksum is 220d.
 */
export function internetChecksum(bytes: Uint8Array, start: number, end: number, seed = 0): number {
  let sum = seed;
  const even = end - ((end - start) & 1);
  // At most 32,768 words of 16 bits and a small seed: the sum stays below 2^32, exact in a double.
  for (let at = start; at < even; at += 2) sum += ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
  if (even !== end) sum += (bytes[even] as number) << 8; // an odd last byte is the high half of a word
  sum = (sum & 0xffff) + (sum >>> 16);
  sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** The sum over the pseudo-header of RFC 9293 section 3.1 and RFC 768; goes into `internetChecksum` as seed. */
export function pseudoHeaderSum(source: Ipv4, destination: Ipv4, protocol: number, length: number): number {
  return (
    (source >>> 16) + (source & 0xffff) + (destination >>> 16) + (destination & 0xffff) + protocol + length
  );
}
