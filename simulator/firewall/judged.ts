import type { Us } from '../../engine/base/time.ts';
import { PROTOCOL, u8, u16, u32 } from '../../engine/packet/index.ts';
import type { Tracking } from './conntrack/index.ts';
import type { HookName } from './ruleset.ts';

/** A packet before a hook: what rules ask of it, read once. Ports and flags are -1 where it has none. */
export interface Judged {
  readonly bytes: Uint8Array;
  readonly at: Us;
  readonly hook: HookName;
  readonly inInterface: string;
  readonly outInterface: string;
  readonly source: number;
  readonly destination: number;
  readonly protocol: number;
  readonly ttl: number;
  readonly totalLength: number;
  /** In bytes. Only a first fragment has the transport header; rules on ports never match the others. */
  readonly fragmentOffset: number;
  /** Where the transport header begins. */
  readonly transportAt: number;
  readonly transportLength: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly tcpFlags: number;
  readonly icmpType: number;
  readonly icmpCode: number;
  /** What connection tracking says of it; absent on a host that does not track, and until it has. */
  tracking: Tracking | undefined;
}

/** Where a packet stands when it is judged. */
export interface Standing {
  readonly at: Us;
  readonly hook: HookName;
  readonly inInterface: string;
  readonly outInterface: string;
}

/**
 * Reads what rules ask for. Gives undefined for bytes that are no IPv4 packet: Linux discards those before any
 * hook (ip_rcv_core), so no rule ever sees them.
 */
export function judge(bytes: Uint8Array, standing: Standing, tracking?: Tracking): Judged | undefined {
  if (bytes.length < 20 || u8(bytes, 0) >>> 4 !== 4) return undefined;
  const transportAt = (u8(bytes, 0) & 15) * 4;
  const totalLength = u16(bytes, 2);
  if (transportAt < 20 || totalLength < transportAt || totalLength > bytes.length) return undefined;
  const protocol = u8(bytes, 9);
  const fragmentOffset = (u16(bytes, 6) & 0x1fff) * 8;
  const has = fragmentOffset === 0 ? totalLength - transportAt : 0;
  const ports = (protocol === PROTOCOL.TCP ? has >= 20 : has >= 8) && hasPorts(protocol);
  const icmp = protocol === PROTOCOL.ICMP && has >= 2;
  return {
    bytes,
    at: standing.at,
    hook: standing.hook,
    inInterface: standing.inInterface,
    outInterface: standing.outInterface,
    source: u32(bytes, 12),
    destination: u32(bytes, 16),
    protocol,
    ttl: u8(bytes, 8),
    totalLength,
    fragmentOffset,
    transportAt,
    transportLength: totalLength - transportAt,
    sourcePort: ports ? u16(bytes, transportAt) : -1,
    destinationPort: ports ? u16(bytes, transportAt + 2) : -1,
    tcpFlags: ports && protocol === PROTOCOL.TCP ? u8(bytes, transportAt + 13) : -1,
    icmpType: icmp ? u8(bytes, transportAt) : -1,
    icmpCode: icmp ? u8(bytes, transportAt + 1) : -1,
    tracking,
  };
}

const UDP_LITE = 136;
const hasPorts = (protocol: number): boolean =>
  protocol === PROTOCOL.TCP ||
  protocol === PROTOCOL.UDP ||
  protocol === PROTOCOL.SCTP ||
  protocol === UDP_LITE;
