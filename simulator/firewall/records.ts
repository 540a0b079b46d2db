import { u32 } from '../../engine/packet/index.ts';
import type { PacketRecord } from './passage.ts';
import type { HookName } from './ruleset.ts';

/**
 * Finds again what is known of a packet when it comes to its next hook. Mostly its bytes are the very same
 * array; a router's or host's copy (TTL decremented, a source address filled in) is known by what it keeps.
 */
export class Records {
  private readonly byBytes = new WeakMap<Uint8Array, PacketRecord>();
  private latest: { readonly sign: string; readonly record: PacketRecord } | undefined;
  private answer:
    | { readonly bytes: Uint8Array; readonly sign: string; readonly record: PacketRecord }
    | undefined;

  keep(bytes: Uint8Array, record: PacketRecord): void {
    this.byBytes.set(bytes, record);
    this.latest = { sign: signOf(bytes), record };
  }

  /** An answer of the firewall's own, on its way to the OUTPUT hook. */
  keepAnswer(bytes: Uint8Array, record: PacketRecord): void {
    this.answer = { bytes, sign: signOf(bytes), record };
  }

  find(bytes: Uint8Array, hook: HookName, inInterface: string): PacketRecord | undefined {
    if (hook === 'OUTPUT') return this.takeAnswer(bytes);
    // A frame from outside is a new packet, even if its bytes are an array seen before. What went over the
    // loopback interface is the packet that was sent.
    if (hook === 'PREROUTING') return inInterface === 'lo' ? this.byBytes.get(bytes) : undefined;
    const known = this.byBytes.get(bytes);
    if (known || this.latest?.sign !== signOf(bytes)) return known;
    return this.latest.record;
  }

  private takeAnswer(bytes: Uint8Array): PacketRecord | undefined {
    const { answer } = this;
    if (!answer || (answer.bytes !== bytes && answer.sign !== signOf(bytes))) return undefined;
    this.answer = undefined;
    return answer.record;
  }
}

/** Destination, and the first eight bytes behind the header: neither a router nor a source address changes them. */
function signOf(bytes: Uint8Array): string {
  const at = ((bytes[0] ?? 0) & 15) * 4;
  if (bytes.length < Math.max(at + 8, 28)) return `${bytes.length}`;
  return `${u32(bytes, 16)} ${u32(bytes, at)} ${u32(bytes, at + 4)} ${bytes.length}`;
}
