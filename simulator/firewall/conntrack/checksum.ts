import { type Ipv4, internetChecksum, PROTOCOL, pseudoHeaderSum, u16 } from '../../../engine/packet/index.ts';
import type { Judged } from '../judged.ts';

/** Is the transport checksum right, or none there to be? Of fragments it cannot be said; they pass. */
export function hasRightChecksum({
  bytes,
  protocol,
  source,
  destination,
  transportAt,
  totalLength,
  fragmentOffset,
}: Omit<Judged, 'tracking'>): boolean {
  const moreFragments = (u16(bytes, 6) & 0x2000) !== 0;
  if (fragmentOffset > 0 || moreFragments) return true;
  if (protocol === PROTOCOL.ICMP) return internetChecksum(bytes, transportAt, totalLength) === 0;
  if (protocol !== PROTOCOL.TCP && protocol !== PROTOCOL.UDP) return true;
  const length = totalLength - transportAt;
  if (length < 8) return false;
  if (protocol === PROTOCOL.UDP && u16(bytes, transportAt + 6) === 0) return true;
  const seed = pseudoHeaderSum(source as Ipv4, destination as Ipv4, protocol, length);
  return internetChecksum(bytes, transportAt, totalLength, seed) === 0;
}
