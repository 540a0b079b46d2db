import { bisectRight } from 'd3';
import type { Us } from '../../engine/base/time.ts';
import type { EventId } from '../../engine/trace/index.ts';
import { FATE, type Packets } from './packets.ts';

/** A packet on the map: how far it has come, and whether it ended there. */
export interface Flight {
  readonly packet: number;
  readonly from: string;
  readonly to: string;
  /** 0 at the sender, 1 at its goal. */
  readonly way: number;
  readonly ended: boolean;
}

/** What is looked at before a moment; more packets than that on one map are one blur. */
const FARTHEST_BACK = 300;
const MOST = 60;
/** How long the cross of a packet that ended stays, in time of the network. */
const LINGER_US = 3_000;

/** The packets that are under way at a moment, the latest first, and those that just came to their end. */
export function flightsAt(packets: Packets, at: Us): readonly Flight[] {
  const flights: Flight[] = [];
  const last = bisectRight(packets.sentAt, at) - 1;
  for (let packet = last; packet > last - FARTHEST_BACK && packet >= 0 && flights.length < MOST; packet--) {
    const [sent, end] = [packets.sentAt[packet] ?? 0, packets.endAt[packet] ?? 0];
    const ended = end <= at;
    if (ended && !(hasDied(packets, packet) && at - end < LINGER_US)) continue;
    const way = end > sent ? Math.min(1, (at - sent) / (end - sent)) : 1;
    flights.push(flight(packets, packet, way * reach(packets, packet), ended));
  }
  return flights;
}

/** The packet that the event at the cursor is about, at rest: at its sender's, at its goal, or where it died. */
export function flightOf(packets: Packets, cursor: EventId): Flight | undefined {
  const packet = packets.ofEvent[cursor - 1] ?? -1;
  if (packet < 0) return undefined;
  const isOver = (packets.end[packet] ?? 0) !== 0 && (packets.end[packet] ?? 0) <= cursor;
  // It may have arrived, and a rule not have judged it yet.
  const ended = isOver && hasDied(packets, packet) && (packets.killer[packet] ?? 0) <= cursor;
  return flight(packets, packet, isOver ? reach(packets, packet) : JUST_SENT, ended);
}

/** A packet that was sent and has not arrived is drawn a little on its way. */
const JUST_SENT = 0.3;

const hasDied = ({ fate }: Packets, packet: number): boolean =>
  fate[packet] === FATE.lost || fate[packet] === FATE.dropped || fate[packet] === FATE.unanswered;

/** A lost packet comes as far as the network. */
const reach = ({ fate }: Packets, packet: number): number => (fate[packet] === FATE.lost ? 0.5 : 1);

const flight = ({ lanes, from, to }: Packets, packet: number, way: number, ended: boolean): Flight => ({
  packet,
  from: lanes.names[from[packet] ?? 0] ?? '',
  to: lanes.names[to[packet] ?? 0] ?? '',
  way,
  ended,
});
