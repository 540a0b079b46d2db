import type { Us } from '../../../engine/base/time.ts';
import { decode, formatIpv4, fromHex, type Packet } from '../../../engine/packet/index.ts';
import type { EventId, TraceEvent } from '../../../engine/trace/index.ts';

/** An IP packet at a host's interface, as far as a detector looks at it. */
export interface SeenPacket {
  readonly event: EventId;
  readonly at: Us;
  readonly way: 'in' | 'out';
  readonly source: string;
  readonly destination: string;
  readonly packet: Packet;
}

/** The IP packets that a host got and sent, in the order of events. */
export function packetsAt(events: readonly TraceEvent[], host: string): readonly SeenPacket[] {
  const seen: SeenPacket[] = [];
  for (const event of events) {
    if (event.kind !== 'frame' || event.host !== host) continue;
    if (event.what !== 'received' && event.what !== 'sent') continue;
    const bytes = fromHex(event.hex);
    const packet: Packet = bytes === undefined ? {} : decode(event.link, bytes);
    if (packet.ip === undefined) continue;
    seen.push({
      event: event.id,
      at: event.at,
      way: event.what === 'received' ? 'in' : 'out',
      source: formatIpv4(packet.ip.source),
      destination: formatIpv4(packet.ip.destination),
      packet,
    });
  }
  return seen;
}
