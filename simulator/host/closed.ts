import { TCP_FLAG } from '../../engine/packet/index.ts';
import { type OutgoingSegment, resetFor, type Segment } from '../machines/index.ts';
import type { Reception, StackProfile } from './profile.ts';

/**
 * What answers a segment for a port where nobody listens: a reset, but never to a reset (RFC 9293 section
 * 3.10.7.1). A closed port has no state, so it is a function and not a machine.
 */
export const closedPort: (segment: Segment) => OutgoingSegment | undefined = resetFor;

/** A listener looks at FIN, SYN, RST, PSH, ACK and URG, the flags below those of ECN. */
const FLAG_SETS = TCP_FLAG.ECE;

/**
 * The state LISTEN of a stack for all flag combinations: a scan of open ports costs a machine only where this says
 * `connect` or `turn`.
 */
export function receptionsOf({ listener }: StackProfile): (flags: number) => Reception {
  const receptions = Array.from({ length: FLAG_SETS }, (_, flags): Reception => {
    const first = listener.find(({ has, lacks }) => (flags & has) === has && (flags & lacks) === 0);
    return first?.answer ?? 'drop';
  });
  return (flags) => receptions[flags % FLAG_SETS] ?? 'drop';
}
