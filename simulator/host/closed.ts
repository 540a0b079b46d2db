import { TCP_FLAG } from '../../engine/packet/index.ts';
import { type OutgoingSegment, resetFor, type Segment } from '../machines/index.ts';

const { FIN, SYN, RST, ACK } = TCP_FLAG;

/**
 * What answers a segment for a port where nobody listens: a reset, but never to a reset (RFC 9293 section
 * 3.10.7.1). A closed port has no state, so it is a function and not a machine.
 */
export const closedPort: (segment: Segment) => OutgoingSegment | undefined = resetFor;

/** What a listener makes of a segment of no connection, before there is a machine. */
export type Reception = 'connect' | 'reset' | 'drop';

/**
 * The state LISTEN for all flag combinations (RFC 9293 section 3.10.7.2). Linux drops a SYN with FIN, and lets
 * other flags beside a SYN pass. Scans of open ports cost a machine only where this says `connect`.
 */
export function receptionOf(flags: number): Reception {
  if ((flags & RST) !== 0) return 'drop';
  if ((flags & ACK) !== 0) return 'reset';
  return (flags & (SYN | FIN)) === SYN ? 'connect' : 'drop';
}
