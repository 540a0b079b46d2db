import { stream } from '../../engine/base/random.ts';
import { formatMac, isGroupMac, type Mac, toHex, u16, u32 } from '../../engine/packet/index.ts';
import { type EventId, type TraceLog, UNTRACED } from '../../engine/trace/index.ts';
import type { Clock } from '../host/index.ts';
import type { Network } from '../lab/index.ts';
import { createLink, type Link } from './link.ts';

/** Where a host's interface is plugged in. */
export interface SwitchPort {
  /** The host's name. */
  readonly host: string;
  readonly mac: Mac;
  /** A frame has arrived. The bytes may have gone to others too: nobody writes into them. */
  receive(frame: Uint8Array, because: EventId): void;
}

/** One network: a switch that knows from the beginning who is plugged in where. */
export interface Switch {
  attach(port: SwitchPort): void;
  send(from: SwitchPort, frame: Uint8Array, because: EventId): void;
}

export function createSwitch(
  network: Network,
  { clock, seed, trace }: { readonly clock: Clock; readonly seed: number; readonly trace: TraceLog },
): Switch {
  const ports: SwitchPort[] = [];
  const byMac = new Map<number, SwitchPort>();
  const links = new Map<SwitchPort, Map<SwitchPort, Link>>();
  const traced = trace !== UNTRACED;

  const record = (
    what: 'lost' | 'duplicated',
    frame: Uint8Array,
    because: EventId,
    note: string,
  ): EventId => {
    if (!traced) return 0;
    const hex = toHex(frame);
    const body = { kind: 'frame', what, interface: network.name, link: 'ethernet', hex, note } as const;
    return trace.append(clock.now, network.name, [because], body);
  };
  const linkOf = (from: SwitchPort, to: SwitchPort): Link => {
    const ways = links.get(from) ?? new Map<SwitchPort, Link>();
    links.set(from, ways);
    const known = ways.get(to);
    if (known !== undefined) return known;
    const link = createLink(network, stream(seed, `link:${network.name}:${from.host}>${to.host}`));
    ways.set(to, link);
    return link;
  };
  const carry = (from: SwitchPort, to: SwitchPort, frame: Uint8Array, because: EventId): void => {
    const { arrivesAt, copyArrivesAt } = linkOf(from, to).cross(clock.now);
    if (arrivesAt !== undefined) clock.schedule(arrivesAt, () => to.receive(frame, because));
    else record('lost', frame, because, `lost on ${network.name} on the way to ${to.host}`);
    if (copyArrivesAt === undefined) return;
    const copy = record('duplicated', frame, because, `doubled on ${network.name} on the way to ${to.host}`);
    clock.schedule(copyArrivesAt, () => to.receive(frame, copy));
  };
  return {
    attach(port) {
      ports.push(port);
      ports.sort((a, b) => (a.host < b.host ? -1 : 1));
      byMac.set(port.mac, port);
    },
    send(from, frame, because) {
      const destination = u16(frame, 0) * 2 ** 32 + u32(frame, 2);
      const to = byMac.get(destination);
      if (to !== undefined) {
        if (to !== from) carry(from, to, frame, because);
      } else if (isGroupMac(destination as Mac)) {
        for (const port of ports) if (port !== from) carry(from, port, frame, because);
      } else {
        record('lost', frame, because, `nobody on ${network.name} has ${formatMac(destination as Mac)}`);
      }
    },
  };
}
