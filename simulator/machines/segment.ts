import { TCP_FLAG } from '../../engine/packet/index.ts';

/** A TCP segment as the machines see it: numbers only, so that events and contexts survive JSON. */
export interface Segment {
  readonly sequence: number;
  readonly acknowledgment: number;
  /** Bits of TCP_FLAG. */
  readonly flags: number;
  /** As in the header, not scaled. */
  readonly window: number;
  /** Bytes of data. */
  readonly length: number;
  /** The options that mean something to Linux here. */
  readonly mss?: number;
  readonly windowShift?: number;
  readonly sackPermitted?: boolean;
  readonly timestamp?: number;
}

/** A segment to be sent. Addresses, ports, IP header, timestamp value and data bytes are the host's part. */
export interface OutgoingSegment {
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  /** As in the header: scaled already. */
  readonly window: number;
  /** Bytes of data from `sequence` on, out of what the application has given. */
  readonly length: number;
  /**
   * Which part of Linux sends it, which decides the IP identification: a socket counts its packets up from a
   * random number, a reset, a half-open connection and TIME-WAIT have no socket and write 0.
   */
  readonly sender: 'socket' | 'no-socket';
  /** The options of a SYN or SYN+ACK. */
  readonly negotiation?: Negotiation;
  /** The timestamp to echo; absent where the connection does not use timestamps. */
  readonly echo?: number;
}

/** What a SYN or SYN+ACK offers. */
export interface Negotiation {
  readonly mss: number;
  readonly sackPermitted: boolean;
  readonly timestamps: boolean;
  readonly windowShift?: number;
}

const { FIN, SYN, RST, ACK, ECE, CWR } = TCP_FLAG;

export const hasFin = (segment: Segment): boolean => (segment.flags & FIN) !== 0;
export const hasSyn = (segment: Segment): boolean => (segment.flags & SYN) !== 0;
export const hasRst = (segment: Segment): boolean => (segment.flags & RST) !== 0;
export const hasAck = (segment: Segment): boolean => (segment.flags & ACK) !== 0;

/** A SYN that asks for explicit congestion notification (RFC 3168 section 6.1.1). */
export const asksForEcn = (segment: Segment): boolean => (segment.flags & (ECE | CWR | ACK)) === (ECE | CWR);

/** How many sequence numbers a segment takes: its data, and one each for SYN and FIN (RFC 9293 section 3.4). */
export const sequenceLength = (segment: Segment): number =>
  segment.length + (hasSyn(segment) ? 1 : 0) + (hasFin(segment) ? 1 : 0);

/** The sequence number behind the segment's last. */
export const endOf = (segment: Segment): number => (segment.sequence + sequenceLength(segment)) >>> 0;

/**
 * The reset that answers a segment for which there is no connection (RFC 9293 section 3.10.7.1): a segment with
 * an ACK is answered out of its own acknowledgment; one without is acknowledged, from sequence number 0. A reset
 * is never answered.
 */
export function resetFor(segment: Segment): OutgoingSegment | undefined {
  if (hasRst(segment)) return undefined;
  // Written out: a scan of closed ports makes one of these for every port.
  const isAcked = hasAck(segment);
  return {
    flags: isAcked ? RST : RST | ACK,
    sequence: isAcked ? segment.acknowledgment : 0,
    acknowledgment: isAcked ? 0 : endOf(segment),
    window: 0,
    length: 0,
    sender: 'no-socket',
  };
}
