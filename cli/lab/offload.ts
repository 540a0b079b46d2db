import {
  decodeFrame,
  internetChecksum,
  PROTOCOL,
  pseudoHeaderSum,
  type Span,
  setU16,
  u16,
} from '../../engine/packet/index.ts';

const CHECKSUM_AT: Readonly<Record<number, number>> = { [PROTOCOL.TCP]: 16, [PROTOCOL.UDP]: 6 };

/**
 * A frame that never left the machine may hold the sum of its pseudo-header only: Linux leaves the rest to a network
 * card (CHECKSUM_PARTIAL), and a veth has none. Puts in what a card would have; wrong checksums stay wrong.
 */
export function completeChecksum(frame: Uint8Array): void {
  const { ip, tcp, udp } = decodeFrame(frame);
  const transport: Span | undefined = tcp?.span ?? udp?.span;
  const offset = ip && CHECKSUM_AT[ip.protocol];
  if (ip === undefined || ip.isFragment || transport === undefined || offset === undefined) return;
  const { bytes, start, end } = transport;
  const pseudo = pseudoHeaderSum(ip.source, ip.destination, ip.protocol, end - start);
  const folded = (pseudo & 0xffff) + (pseudo >>> 16);
  if (u16(bytes, start + offset) !== (folded & 0xffff) + (folded >>> 16)) return;
  setU16(bytes, start + offset, 0);
  setU16(bytes, start + offset, internetChecksum(bytes, start, end, pseudo));
}
