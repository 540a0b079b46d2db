import { u8, u16, u32 } from '../../../engine/packet/index.ts';
import type { Judged } from '../judged.ts';
import { type FlowTuple, tupleOf } from './tuple.ts';

/** Unreachable, source quench, redirect, time exceeded, parameter problem. */
const ERRORS: ReadonlySet<number> = new Set([3, 4, 5, 11, 12]);

export const isIcmpError = ({ icmpType }: Judged): boolean => ERRORS.has(icmpType);

/** The tuple of the packet that an ICMP error quotes; as that packet went, not as its answer would. */
export function quotedTuple({ bytes, transportAt, totalLength }: Judged): FlowTuple | undefined {
  const start = transportAt + 8;
  if (totalLength - start < 20 || u8(bytes, start) >>> 4 !== 4) return undefined;
  const header = (u8(bytes, start) & 15) * 4;
  if (header < 20 || (u16(bytes, start + 6) & 0x1fff) !== 0) return undefined;
  return tupleOf({
    protocol: u8(bytes, start + 9),
    source: u32(bytes, start + 12),
    destination: u32(bytes, start + 16),
    bytes,
    transportAt: start + header,
    transportLength: totalLength - start - header,
  });
}
