import {
  decodeFrame,
  internetChecksum,
  PROTOCOL,
  pseudoHeaderSum,
  setU16,
} from '../../engine/packet/index.ts';

/**
 * Computes the transport checksum of a frame in place. A kernel leaves it to the network card, and between two
 * ends of a veth there is none: a packet socket sees the sum of the pseudo-header only. The wire is the card.
 */
export function fillChecksum(frame: Uint8Array): void {
  const { ip } = decodeFrame(frame);
  if (ip === undefined || ip.fragmentOffset !== 0 || ip.moreFragments) return;
  const { bytes, start, end } = ip.payload;
  const length = end - start;
  const at = ip.protocol === PROTOCOL.TCP ? 16 : ip.protocol === PROTOCOL.UDP ? 6 : -1;
  if (at < 0 || length < at + 2) return;
  setU16(bytes, start + at, 0);
  const seed = pseudoHeaderSum(ip.source, ip.destination, ip.protocol, length);
  const sum = internetChecksum(bytes, start, end, seed);
  // RFC 768: a UDP sum of zero is sent as ones, since zero means "none".
  setU16(bytes, start + at, sum === 0 && ip.protocol === PROTOCOL.UDP ? 0xffff : sum);
}
