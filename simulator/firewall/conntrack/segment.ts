import { readTcpOptions, spanOf, type TcpOption, u8, u16, u32 } from '../../../engine/packet/index.ts';
import type { TcpKind } from '../../machines/index.ts';

/** What the tracker asks of a TCP segment. */
export interface Segment {
  readonly kind: TcpKind;
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  readonly window: number;
  /** The sequence number behind the segment; SYN and FIN take one each. */
  readonly end: number;
  readonly options: readonly TcpOption[];
}

const FIN = 1;
const SYN = 2;
const RST = 4;
const PSH = 8;
const ACK = 16;
const URG = 32;

/** Flags without PSH, ECE and CWR that any TCP sends (tcp_valid_flags). NULL, FIN and Xmas probes are not among them. */
const VALID: ReadonlySet<number> = new Set([
  SYN,
  SYN | URG,
  SYN | ACK,
  RST,
  RST | ACK,
  FIN | ACK,
  FIN | ACK | URG,
  ACK,
  ACK | URG,
]);

export const hasValidFlags = (flags: number): boolean => VALID.has(flags & 0x3f & ~PSH);

/** `start` and `end` bound the segment. Undefined where the header does not fit into it. */
export function readSegment(bytes: Uint8Array, start: number, end: number): Segment | undefined {
  if (end - start < 20) return undefined;
  const header = (u8(bytes, start + 12) >>> 4) * 4;
  if (header < 20 || header > end - start) return undefined;
  const flags = u8(bytes, start + 13);
  const sequence = u32(bytes, start + 4);
  const taken = end - start - header + (flags & SYN ? 1 : 0) + (flags & FIN ? 1 : 0);
  return {
    kind: kindOf(flags),
    flags,
    sequence,
    acknowledgment: u32(bytes, start + 8),
    window: u16(bytes, start + 14),
    end: (sequence + taken) >>> 0,
    options: header > 20 ? readTcpOptions(spanOf(bytes, start + 20, start + header)).options : [],
  };
}

function kindOf(flags: number): TcpKind {
  if (flags & RST) return 'rst';
  if (flags & SYN) return flags & ACK ? 'synAck' : 'syn';
  if (flags & FIN) return 'fin';
  return flags & ACK ? 'ack' : 'none';
}
