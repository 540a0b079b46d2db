import { type Ipv4, icmpPacket, PROTOCOL, TCP_FLAG, tcpPacket, u8, u32 } from '../../engine/packet/index.ts';
import { hasRightChecksum } from './conntrack/checksum.ts';
import { isIcmpError } from './conntrack/error.ts';
import type { Judged } from './judged.ts';

/** Linux's net.ipv4.ip_default_ttl. */
const TTL = 64;
/** An ICMP error is at most this long (RFC 1812 section 4.3.2.3), of which 28 are headers. */
const LONGEST_ERROR = 576;
const HEADERS = 28;
/** Errors are sent with precedence "internetwork control" and the type of service of the packet (RFC 1812 5.3.2). */
const CONTROL = 0xc0;
const TOS_MASK = 0x1e;
const HIGHEST_ICMP_TYPE = 18;

/**
 * The TCP reset for a segment, as nf_send_reset() builds it. None for a reset, for fragments, and for segments
 * with a wrong checksum.
 */
export function resetFor(packet: Judged): Uint8Array | undefined {
  const { bytes, transportAt, totalLength, tcpFlags, source, destination } = packet;
  if (tcpFlags < 0 || tcpFlags & TCP_FLAG.RST || isMulticast(destination) || !hasRightChecksum(packet))
    return undefined;
  const isAck = (tcpFlags & TCP_FLAG.ACK) !== 0;
  const data = totalLength - transportAt - (u8(bytes, transportAt + 12) >>> 4) * 4;
  const taken = data + (tcpFlags & TCP_FLAG.SYN ? 1 : 0) + (tcpFlags & TCP_FLAG.FIN ? 1 : 0);
  return tcpPacket(
    { id: 0, dontFragment: true, ttl: TTL, source: destination as Ipv4, destination: source as Ipv4 },
    {
      sourcePort: packet.destinationPort,
      destinationPort: packet.sourcePort,
      sequence: isAck ? u32(bytes, transportAt + 8) : 0,
      acknowledgment: isAck ? 0 : (u32(bytes, transportAt + 4) + taken) >>> 0,
      flags: isAck ? TCP_FLAG.RST : TCP_FLAG.RST | TCP_FLAG.ACK,
      window: 0,
    },
  );
}

/**
 * The ICMP unreachable for a packet, as icmp_send() builds it: it quotes as much as fits. None in answer to an
 * ICMP error, to later fragments, to multicast, and to packets with a wrong checksum (RFC 1122 section 3.2.2).
 */
export function unreachableFor(packet: Judged, code: number, id: number): Uint8Array | undefined {
  const { bytes, source, destination, totalLength, fragmentOffset } = packet;
  if (fragmentOffset > 0 || isMulticast(destination) || source === 0 || isMulticast(source)) return undefined;
  if (packet.protocol === PROTOCOL.ICMP && (isIcmpError(packet) || packet.icmpType > HIGHEST_ICMP_TYPE))
    return undefined;
  if (!hasRightChecksum(packet)) return undefined;
  return icmpPacket(
    {
      tos: (u8(bytes, 1) & TOS_MASK) | CONTROL,
      id,
      ttl: TTL,
      source: destination as Ipv4,
      destination: source as Ipv4,
    },
    { type: 'unreachable', code, quoted: bytes.slice(0, Math.min(totalLength, LONGEST_ERROR - HEADERS)) },
  );
}

/** Class D and above, the limited broadcast among them. */
const isMulticast = (address: number): boolean => address >= 0xe0000000;
