import { u16, u32 } from '../../engine/packet/index.ts';
import type { PacketRecord } from './passage.ts';
import type { HookName } from './ruleset.ts';

interface Kept {
  readonly bytes: Uint8Array;
  readonly record: PacketRecord;
}

/**
 * Finds again what is known of a packet when it comes to its next hook, which is always before any other packet
 * comes to one. Mostly its bytes are the very same array; a router's or host's copy (TTL decremented, a source
 * address filled in) is known by what it keeps.
 */
export class Records {
  private latest: Kept | undefined;
  private answer: Kept | undefined;
  /** Packets on the loopback interface take their time between two hooks; others come between. */
  private readonly looped = new WeakMap<Uint8Array, PacketRecord>();

  keep(bytes: Uint8Array, outInterface: string, record: PacketRecord): void {
    this.latest = { bytes, record };
    if (outInterface === 'lo') this.looped.set(bytes, record);
  }

  /** An answer of the firewall's own, on its way to the OUTPUT hook. */
  keepAnswer(bytes: Uint8Array, record: PacketRecord): void {
    this.answer = { bytes, record };
  }

  find(bytes: Uint8Array, hook: HookName, inInterface: string): PacketRecord | undefined {
    // A frame from outside is a new packet, even if its bytes are an array seen before. What went over the
    // loopback interface is the packet that was sent.
    if (hook === 'PREROUTING') return inInterface === 'lo' ? this.looped.get(bytes) : undefined;
    if (hook === 'OUTPUT') return this.takeAnswer(bytes);
    return this.latest && isSame(this.latest.bytes, bytes) ? this.latest.record : undefined;
  }

  private takeAnswer(bytes: Uint8Array): PacketRecord | undefined {
    const { answer } = this;
    if (!answer || !isSame(answer.bytes, bytes)) return undefined;
    this.answer = undefined;
    return answer.record;
  }
}

/**
 * Length, destination, and the first eight bytes behind the header: neither a router nor a source address
 * changes them. (The transport checksum, which a source address does change, lies behind those in TCP; in UDP
 * it is the last two of them, and left out.)
 */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one === other) return true;
  const at = ((one[0] ?? 0) & 15) * 4;
  if (one.length !== other.length || one.length < Math.max(at + 8, 28)) return false;
  return (
    one[0] === other[0] &&
    u32(one, 16) === u32(other, 16) &&
    u32(one, at) === u32(other, at) &&
    u16(one, at + 4) === u16(other, at + 4)
  );
}
