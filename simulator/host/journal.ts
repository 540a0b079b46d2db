import { toHex } from '../../engine/packet/index.ts';
import { type EventBody, type EventId, type TraceLog, UNTRACED } from '../../engine/trace/index.ts';
import type { Clock } from './clock.ts';
import type { HostInterface } from './kernel.ts';

/** What a host writes into the trace. Without a trace every call gives 0 and costs next to nothing. */
export interface Journal {
  /** False where nobody reads: then texts need not be made. */
  readonly traced: boolean;
  append(because: readonly EventId[], body: EventBody): EventId;
  /** A frame that leaves; `lo` carries packets, every other interface frames. */
  sent(at: HostInterface, bytes: Uint8Array, because: readonly EventId[]): EventId;
  /** A frame that comes in. `because` is the event of its being sent, which has the same bytes. */
  received(at: HostInterface, bytes: Uint8Array, because: EventId): EventId;
  /** A packet that ends here, and why. */
  dropped(at: HostInterface, packet: Uint8Array, because: readonly EventId[], note: string): EventId;
  /** A lasting fact of the host. It is written when it first decides something, and named again later. */
  fact(code: string, text: string): EventId;
}

export function createJournal(host: string, clock: Clock, trace: TraceLog): Journal {
  const known = new Map<string, EventId>();
  const append = (because: readonly EventId[], body: EventBody): EventId =>
    trace.append(clock.now, host, because, body);
  const frame = (
    what: 'sent' | 'received',
    at: HostInterface,
    hex: string,
    because: readonly EventId[],
  ): EventId => {
    const link = at.kind === 'loopback' ? 'raw' : 'ethernet';
    return append(because, { kind: 'frame', what, interface: at.name, link, hex });
  };
  if (trace === UNTRACED) return SILENT;
  return {
    traced: true,
    append,
    sent: (at, bytes, because) => frame('sent', at, toHex(bytes), because),
    received(at, bytes, because) {
      // One text for both ends of a way: it halves what a trace weighs.
      const cause = trace.events[because - 1];
      return frame('received', at, cause?.kind === 'frame' ? cause.hex : toHex(bytes), [because]);
    },
    dropped(at, packet, because, note) {
      const hex = toHex(packet);
      return append(because, { kind: 'frame', what: 'dropped', interface: at.name, link: 'raw', hex, note });
    },
    fact(code, text) {
      const id = known.get(text) ?? append([], { kind: 'fact', code, text });
      known.set(text, id);
      return id;
    },
  };
}

const SILENT: Journal = {
  traced: false,
  append: () => 0,
  sent: () => 0,
  received: () => 0,
  dropped: () => 0,
  fact: () => 0,
};
