import type { Us } from '../../engine/base/time.ts';
import type { EventId, TraceEvent } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import type { Framed } from './flights.ts';
import { isGroup, isSamePacket, nextHopOf } from './frame-hex.ts';
import { killerOf } from './killer.ts';
import { type Lanes, lanesOf } from './lanes.ts';
import { ITEMS_A_SLICE, type Sliced } from './slices.ts';

/** What became of a packet on one crossing of one network. */
export const FATES = ['under way', 'arrived', 'duplicate', 'unanswered', 'lost', 'dropped'] as const;
export type Fate = (typeof FATES)[number];
export const FATE = {
  /** The run ended first, or nobody saw it arrive. */
  underWay: 0,
  arrived: 1,
  /** A copy that a network made. */
  duplicate: 2,
  /** A broadcast for an address that nobody has. */
  unanswered: 3,
  /** On the network. */
  lost: 4,
  /** By the host that it had reached, or that was about to send it. */
  dropped: 5,
} as const satisfies Record<string, number>;

/**
 * Every crossing of a network by a packet, in the order of sending, as columns: what a router forwards crosses
 * twice. Names and texts are not here: they are made for the rows that are looked at.
 */
export interface Packets {
  readonly lanes: Lanes;
  readonly length: number;
  readonly from: Uint16Array;
  /** Where it ended, or where it was going. A packet that never left its host ends where it began. */
  readonly to: Uint16Array;
  readonly sentAt: Float64Array;
  readonly endAt: Float64Array;
  /** Indexes of `FATES`. */
  readonly fate: Uint8Array;
  /** The event of its sending: of a copy, that of its copying. */
  readonly sent: Int32Array;
  /** The event of its arrival or loss; 0 while it is under way. */
  readonly end: Int32Array;
  /** The rule or fact that ended it, or else the event of its end; 0 where it lives. */
  readonly killer: Int32Array;
  /** For event `id` at `id - 1`: the packet it belongs to, or was brought about by; -1 for none. */
  readonly ofEvent: Int32Array;
}

/** Reads the packets of a run from its events, once. */
export function* packetsOf(events: readonly TraceEvent[], lab: Lab): Sliced<Packets> {
  const collected = new Collecting(events, lab);
  for (const [index, event] of events.entries()) {
    if (index % ITEMS_A_SLICE === 0) yield;
    collected.take(event);
  }
  return collected.packets();
}

class Collecting {
  private readonly lanes: Lanes;
  private readonly events: readonly TraceEvent[];
  private readonly oneWayUs: ReadonlyMap<string, Us>;
  private readonly columns: Omit<Packets, 'lanes' | 'length'>;
  private length = 0;

  constructor(events: readonly TraceEvent[], lab: Lab) {
    this.events = events;
    this.lanes = lanesOf(lab);
    this.oneWayUs = new Map(lab.networks.map(({ name, rttUs }) => [name, rttUs / 2]));
    this.columns = columnsFor(events);
  }

  take(event: TraceEvent): void {
    const { ofEvent } = this.columns;
    if (event.kind === 'frame') ofEvent[event.id - 1] = this.takeFrame(event);
    else if (!isBeginning(event)) ofEvent[event.id - 1] = this.packetBehind(event);
  }

  packets(): Packets {
    const { lanes, length, columns } = this;
    const { ofEvent, ...rows } = columns;
    const cut = Object.fromEntries(
      Object.entries(rows).map(([name, row]) => [name, row.subarray(0, length)]),
    );
    return { lanes, length, ofEvent, ...(cut as typeof rows) };
  }

  /** The packet that an event belongs to. */
  private takeFrame(frame: Framed): number {
    switch (frame.what) {
      case 'sent':
        return this.send(frame);
      case 'duplicated':
        return this.copy(frame, this.packetBehind(frame));
      case 'received':
        return this.arrive(frame, this.packetBehind(frame));
      case 'lost':
        return this.lose(frame, this.packetBehind(frame));
      case 'dropped':
        return this.drop(frame, this.packetBehind(frame));
    }
  }

  private packetBehind({ because }: TraceEvent): number {
    for (const id of because) {
      const packet = this.columns.ofEvent[id - 1] ?? -1;
      if (packet >= 0) return packet;
    }
    return -1;
  }

  private laneOf = (event: TraceEvent): number => this.lanes.laneOf(event.host) ?? 0;

  private goalOf(frame: Framed): number {
    const { mac, asked } = nextHopOf(frame);
    const lane = asked === undefined ? this.lanes.laneOfMac(mac) : this.lanes.laneOfAddress(asked);
    return lane ?? this.laneOf(frame);
  }

  /** A probe, or a call of connect(), belongs to the packet that it is sent in: the last one, behind any ARP. */
  private send(frame: Framed): number {
    const packet = this.add(frame, this.goalOf(frame));
    for (const id of frame.because) {
      const cause = this.events[id - 1];
      if (cause !== undefined && isBeginning(cause)) this.columns.ofEvent[id - 1] = packet;
    }
    return packet;
  }

  private add(frame: Framed, to: number, from = this.laneOf(frame)): number {
    const { columns } = this;
    const index = this.length++;
    columns.from[index] = from;
    columns.to[index] = to;
    columns.sentAt[index] = frame.at;
    columns.endAt[index] = frame.at;
    columns.sent[index] = frame.id;
    columns.fate[index] = FATE.underWay;
    return index;
  }

  /** Of a broadcast one arrow is drawn, with or without copies. */
  private copy(frame: Framed, of: number): number {
    if (of < 0 || isGroup(frame)) return of;
    return this.add(frame, this.columns.to[of] ?? 0, this.columns.from[of] ?? 0);
  }

  private arrive(frame: Framed, of: number): number {
    // Who only listens sees arrivals without a sending.
    if (of < 0) return this.finish(this.add(frame, this.laneOf(frame)), frame, FATE.arrived);
    const { to, from, sent } = this.columns;
    const lane = this.laneOf(frame);
    if (isGroup(frame)) {
      const isAsked = to[of] === lane;
      if (!isAsked && to[of] !== from[of]) return of;
      if (!isAsked) to[of] = lane;
      return this.finish(of, frame, isAsked ? FATE.arrived : FATE.unanswered);
    }
    to[of] = lane;
    const begun = this.events[(sent[of] ?? 0) - 1];
    const isCopy = begun?.kind === 'frame' && begun.what === 'duplicated';
    return this.finish(of, frame, isCopy ? FATE.duplicate : FATE.arrived);
  }

  /** A network loses a frame at once; it is drawn to have come half the way. */
  private lose(frame: Framed, of: number): number {
    if (of < 0 || this.columns.end[of] !== 0) return of;
    this.finish(of, frame, FATE.lost);
    this.columns.endAt[of] = frame.at + (this.oneWayUs.get(frame.host) ?? 0) / 2;
    this.columns.killer[of] = frame.id;
    return of;
  }

  /** A packet that dies where it arrived; or one that was never sent, such as an answer that OUTPUT drops. */
  private drop(frame: Framed, behind: number): number {
    const { columns, events } = this;
    const arrival = events[(columns.end[behind] ?? 0) - 1];
    const isIt = arrival?.kind === 'frame' && arrival.host === frame.host && isSamePacket(arrival, frame);
    const of = isIt ? behind : this.finish(this.add(frame, this.laneOf(frame)), frame, FATE.dropped);
    columns.fate[of] = FATE.dropped;
    columns.killer[of] = killerOf(events, frame);
    return of;
  }

  private finish(packet: number, frame: Framed, fate: number): number {
    this.columns.endAt[packet] = frame.at;
    this.columns.end[packet] = frame.id;
    this.columns.fate[packet] = fate;
    return packet;
  }
}

/** What the scanner does of itself: no packet brought it about. */
const isBeginning = (event: TraceEvent): boolean =>
  event.kind === 'phase' ||
  (event.kind === 'probe' && event.what === 'sent') ||
  (event.kind === 'connect' && event.what === 'begun');

/** No run has more packets than events; what is not needed is never touched, and so takes no memory. */
function columnsFor({ length }: readonly TraceEvent[]): Omit<Packets, 'lanes' | 'length'> {
  return {
    from: new Uint16Array(length),
    to: new Uint16Array(length),
    sentAt: new Float64Array(length),
    endAt: new Float64Array(length),
    fate: new Uint8Array(length),
    sent: new Int32Array(length),
    end: new Int32Array(length),
    killer: new Int32Array(length),
    ofEvent: new Int32Array(length).fill(-1),
  };
}

/** The packet of the cursor: the one the event is about, or was brought about by; -1 for none. */
export const packetAt = ({ ofEvent }: Packets, cursor: EventId): number => ofEvent[cursor - 1] ?? -1;
