import type { Packet } from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { HostInterface } from './kernel.ts';

/** A packet on its way up through a host. */
export interface Arrival {
  /** Holds the IPv4 packet from `start` on; the bytes of the packet alone are `bytesOf`. */
  readonly buffer: Uint8Array;
  readonly start: number;
  readonly packet: Packet;
  readonly arrivedBy: HostInterface;
  /** It came in a frame to all, or is for a broadcast or multicast address. */
  readonly isBroadcast: boolean;
  readonly because: EventId;
}

/** The bytes of the packet alone, not copied: without a link header and without padding. */
export function bytesOf({ buffer, start, packet }: Arrival): Uint8Array {
  const end = packet.ip === undefined ? buffer.length : start + packet.ip.totalLength;
  return start === 0 && end === buffer.length ? buffer : buffer.subarray(start, end);
}
