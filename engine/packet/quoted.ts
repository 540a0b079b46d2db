import { type Span, u8, u16, u32 } from './bytes.ts';
import { type Ipv4View, parseIpv4Header } from './ipv4.ts';
import { PROTOCOL } from './numbers.ts';
import { type Decoded, good } from './problem.ts';

/**
 * The packet inside an ICMP error: its IP header and what is left of the rest. RFC 792 promises 8 bytes behind
 * the header, which hold the ports and TCP's sequence number and nothing more; a `parseTcp` would refuse them.
 */
export interface QuotedPacket {
  readonly ip: Ipv4View;
  /** TCP, UDP, SCTP. */
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly tcpSequence?: number;
  /** Identifier of a quoted ICMP query. */
  readonly icmpId?: number;
  /** How many bytes behind the IP header were quoted. */
  readonly transportBytes: number;
}

export function parseQuoted(span: Span): Decoded<QuotedPacket> {
  const header = parseIpv4Header(span);
  if (!header.ok) {
    const { code, offset, needed, found } = header.problem;
    return { ok: false, problem: { header: 'quoted', code, offset, needed, found } };
  }
  const ip = header.value;
  const { bytes, start, end } = ip.payload;
  const quoted: Draft = { ip, transportBytes: end - start };
  // Later fragments carry no transport header: the bytes there are data.
  if (ip.fragmentOffset === 0) addIdentity(quoted, ip.protocol, bytes, start);
  return good(quoted);
}

type Draft = { -readonly [K in keyof QuotedPacket]: QuotedPacket[K] };

function addIdentity(quoted: Draft, protocol: number, bytes: Uint8Array, at: number): void {
  const { transportBytes } = quoted;
  if (protocol === PROTOCOL.ICMP) {
    if (transportBytes >= 8 && isQuery(u8(bytes, at))) quoted.icmpId = u16(bytes, at + 4);
    return;
  }
  const hasPorts = protocol === PROTOCOL.TCP || protocol === PROTOCOL.UDP || protocol === PROTOCOL.SCTP;
  if (!hasPorts || transportBytes < 4) return;
  quoted.sourcePort = u16(bytes, at);
  quoted.destinationPort = u16(bytes, at + 2);
  if (protocol === PROTOCOL.TCP && transportBytes >= 8) quoted.tcpSequence = u32(bytes, at + 4);
}

/** Echo, timestamp, information and mask messages carry an identifier there. */
const isQuery = (typeNumber: number): boolean =>
  typeNumber === 0 || typeNumber === 8 || (typeNumber >= 13 && typeNumber <= 18);
