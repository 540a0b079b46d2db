import {
  type Ipv4View,
  internetChecksum,
  type Packet,
  PROTOCOL,
  pseudoHeaderSum,
  TCP_FLAG,
  type TcpView,
} from '../packet/index.ts';
import { cookie, type Marks } from './probe.ts';

/**
 * Whether an answer shows that its sender has seen our probe. nmap takes any segment with the right ports, so
 * that whoever guesses 16 bits can invent open ports; we ask for the 32 bits that the probe carried, in any of
 * the places where real stacks repeat them:
 *
 * - probe with sequence number S: acknowledgment S + 1 (SYN or FIN counts one), S + 2 (both), S (neither);
 * - probe with acknowledgment number A: a reset with sequence A (RFC 9293 3.10.7.1), or with acknowledgment A;
 * - either, in the sequence number of the answer (stacks that mirror the segment).
 *
 * A bare SYN acknowledges nothing by its nature: simultaneous open (RFC 9293 3.5), split handshake. It counts if
 * it leaves the acknowledgment number zero, as a stack does that has nothing to acknowledge.
 */
export function repeatsCookie(marks: Marks, opaque: number, answer: TcpView): boolean {
  const number = cookie(marks, opaque);
  const { acknowledgment, flags } = answer;
  if (answer.sequence === number) return true;
  const ahead = (acknowledgment - number) >>> 0;
  if (ahead <= 2) return true;
  return flags === TCP_FLAG.SYN && acknowledgment === 0;
}

/**
 * Whether the checksums of a captured packet are right. A frame that never left the machine may hold the sum of
 * the pseudo-header only: Linux leaves the rest to a network card (CHECKSUM_PARTIAL), and a veth has none.
 */
export function isIntact(packet: Packet): boolean {
  const { ip } = packet;
  if (ip === undefined) return true;
  const { bytes, start } = ip.span;
  if (internetChecksum(bytes, start, start + ip.headerLength) !== 0) return false;
  if (ip.isFragment) return true;
  if (packet.icmp) {
    const { span } = packet.icmp;
    return internetChecksum(span.bytes, span.start, span.end) === 0;
  }
  if (packet.tcp) {
    const { span, checksum } = packet.tcp;
    return isTransportIntact(ip, PROTOCOL.TCP, span.start, span.end, checksum);
  }
  if (packet.udp) {
    const { span, checksum, length } = packet.udp;
    if (checksum === 0) return true;
    return isTransportIntact(ip, PROTOCOL.UDP, span.start, span.start + length, checksum);
  }
  return true;
}

function isTransportIntact(
  ip: Ipv4View,
  protocol: number,
  start: number,
  end: number,
  checksum: number,
): boolean {
  const pseudo = pseudoHeaderSum(ip.source, ip.destination, protocol, end - start);
  if (internetChecksum(ip.span.bytes, start, end, pseudo) === 0) return true;
  const folded = (pseudo & 0xffff) + (pseudo >>> 16);
  return checksum === (folded & 0xffff) + (folded >>> 16);
}
