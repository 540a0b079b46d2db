import type { Us } from '../../../engine/base/time.ts';
import { PROTOCOL } from '../../../engine/packet/index.ts';
import { type EventId, UNTRACED } from '../../../engine/trace/index.ts';
import {
  type FlowDirection,
  type FlowEventType,
  type FlowState,
  type FlowTable,
  flowMeta,
  flowTable,
} from '../../machines/index.ts';
import type { Judged } from '../judged.ts';
import { hasRightChecksum } from './checksum.ts';
import { isIcmpError, quotedTuple } from './error.ts';
import type { CtState, Flow, Tracking } from './flow.ts';
import { hasValidFlags, readSegment } from './segment.ts';
import type { Conntrack, ConntrackSurroundings, FlowRecord } from './table.ts';
import { EVENTS, newTcpMemory, openTcp, SHORT_SECONDS, stepTcp, tcpTimeout } from './tcp.ts';
import { type FlowTuple, invert, isQuery, tupleKey, tupleOf, tupleText } from './tuple.ts';

/** net.netfilter.nf_conntrack_max as Linux sets it on a machine with plenty of memory. */
const MOST_FLOWS = 262_144;
const US_IN_SECOND = 1_000_000;
/** An entry with no more time left than this is not hastened. */
const LITTLE_SECONDS = 120;
/** A datagram flow that is alive after this long is a stream. */
const STREAM_AFTER_US = 2 * US_IN_SECOND;
/** nf_conntrack_generic_timeout, for protocols that Linux does not know better. */
const GENERIC_SECONDS = 600;
/** The highest ICMP type there is (NR_ICMP_TYPES); others are invalid. */
const HIGHEST_ICMP_TYPE = 18;

export function createConntrack(surroundings: ConntrackSurroundings): Conntrack {
  return new Tracker(surroundings);
}

interface Found {
  readonly flow: Flow;
  readonly direction: FlowDirection;
}

class Tracker implements Conntrack {
  private readonly surroundings: ConntrackSurroundings;
  private readonly most: number;
  private nextSweep: Us = 0;
  /** Both tuples of every confirmed flow. */
  private readonly flows = new Map<string, Found>();

  constructor(surroundings: ConntrackSurroundings) {
    this.surroundings = surroundings;
    this.most = surroundings.most ?? MOST_FLOWS;
  }

  private get table(): FlowTable {
    return flowTable(this.surroundings.loose ?? true);
  }

  get size(): number {
    return this.flows.size / 2;
  }

  track(packet: Judged, because: EventId): Tracking | undefined {
    const invalid: Tracking = { state: 'INVALID', direction: 'original', because };
    // Packets on their way out are assumed right; on their way in a wrong checksum is invalid.
    if (packet.hook === 'PREROUTING' && !hasRightChecksum(packet)) return invalid;
    if (packet.protocol === PROTOCOL.ICMP) {
      if (packet.icmpType > HIGHEST_ICMP_TYPE) return invalid;
      if (isIcmpError(packet)) return this.trackError(packet, because) ?? invalid;
    }
    const tuple = tupleOf(packet);
    if (!tuple || packet.fragmentOffset > 0) return invalid;
    const tracked = this.trackTuple(packet, tuple, because);
    return tracked === 'full' ? undefined : (tracked ?? invalid);
  }

  confirm({ flow, direction, state }: Tracking, at: Us): boolean {
    // An answer of the firewall's own carries its flow along but never confirms it.
    if (!flow || flow.confirmed || flow.state === 'gone' || direction === 'reply' || state === 'RELATED')
      return true;
    const [original, reply] = [tupleKey(flow.original), tupleKey(flow.reply)];
    if (this.find(original, at) || this.find(reply, at)) return false;
    flow.confirmed = true;
    this.flows.set(original, { flow, direction: 'original' });
    this.flows.set(reply, { flow, direction: 'reply' });
    return true;
  }

  isTaken(reply: FlowTuple, flow: Flow, at: Us): boolean {
    const found = this.find(tupleKey(reply), at);
    return found !== undefined && found.flow.id !== flow.id;
  }

  isOpen(id: string, at: Us): boolean {
    const flow = this.flows.get(id)?.flow;
    return flow !== undefined && flow.expiresAt > at && flow.state !== 'timeWait' && flow.state !== 'close';
  }

  related(tracking: Tracking): Tracking {
    const direction = tracking.direction === 'original' ? 'reply' : 'original';
    return tracking.flow ? { ...tracking, state: 'RELATED', direction } : tracking;
  }

  snapshot(at: Us): readonly FlowRecord[] {
    const alive = [...this.originals()].filter(({ expiresAt }) => expiresAt > at);
    return alive.map(({ original, reply, state, seenReply, assured, expiresAt }) => ({
      protocol: original.protocol,
      original,
      reply,
      state: flowMeta(state).kernel,
      seenReply,
      assured,
      secondsLeft: Math.floor((expiresAt - at) / US_IN_SECOND),
    }));
  }

  /** An ICMP error is related to the flow whose packet it quotes, if it comes to an end of it. */
  private trackError(packet: Judged, because: EventId): Tracking | undefined {
    const quoted = quotedTuple(packet);
    const inverse = quoted && invert(quoted);
    const found = inverse && this.find(tupleKey(inverse), packet.at);
    if (!found) return undefined;
    const tuple = found.direction === 'original' ? found.flow.original : found.flow.reply;
    if (tuple.destination !== packet.destination) return undefined;
    return { state: 'RELATED', ...found, because };
  }

  private trackTuple(packet: Judged, tuple: FlowTuple, because: EventId): Tracking | 'full' | undefined {
    const found = this.find(tupleKey(tuple), packet.at) ?? this.begin(packet, tuple, because);
    if (!found || found === 'full') return found;
    const { flow, direction } = found;
    if (direction === 'original') flow.because = because;
    const known = flow.seenReply || direction === 'reply';
    const verdict = this.step(packet, flow, direction, because);
    if (verdict === 'again') return this.trackTuple(packet, tuple, because);
    if (verdict === 'invalid') return undefined;
    const state: CtState = known ? 'ESTABLISHED' : 'NEW';
    if (direction === 'reply') flow.seenReply = true;
    return { state, flow, direction, because: flow.because };
  }

  private begin(packet: Judged, original: FlowTuple, because: EventId): Found | 'full' | undefined {
    const reply = invert(original);
    if (!reply || (original.protocol === PROTOCOL.ICMP && !isQuery(original.destinationPort >>> 8)))
      return undefined;
    if (this.size >= this.most && !this.makeRoom(packet.at)) return 'full';
    const flow: Flow = {
      id: tupleKey(original),
      original,
      reply,
      state: 'none',
      confirmed: false,
      seenReply: false,
      assured: false,
      beganAt: packet.at,
      expiresAt: Number.POSITIVE_INFINITY,
      tcp: original.protocol === PROTOCOL.TCP ? newTcpMemory() : undefined,
      nat: { source: 'unsettled', destination: 'unsettled' },
      because,
    };
    return { flow, direction: 'original' };
  }

  private step(
    packet: Judged,
    flow: Flow,
    direction: FlowDirection,
    because: EventId,
  ): 'ok' | 'again' | 'invalid' {
    return flow.tcp
      ? this.stepTcp(packet, flow, direction, because)
      : this.stepDatagram(packet, flow, direction, because);
  }

  private stepTcp(
    packet: Judged,
    flow: Flow,
    direction: FlowDirection,
    because: EventId,
  ): 'ok' | 'again' | 'invalid' {
    const { bytes, transportAt, totalLength, at } = packet;
    const segment = readSegment(bytes, transportAt, totalLength);
    const memory = flow.tcp;
    if (!segment || !memory || !hasValidFlags(segment.flags)) return 'invalid';
    if (!flow.confirmed) openTcp(memory, segment);
    const old = flow.state;
    const step = stepTcp(this.table, flow, memory, direction, segment);
    if (step.hasten) this.hasten(flow, at);
    if (step.effect === 'invalid') return 'invalid';
    this.move(flow, step.next, step.event, at, because);
    if (step.kill) this.forget(flow);
    if (step.again) return 'again';
    if (step.kill || step.effect === 'ignore') return 'ok';
    if (flow.seenReply && (old === 'synRecv' || old === 'established') && step.next === 'established')
      flow.assured = true;
    const seconds = tcpTimeout(flow, memory, segment.kind, old);
    if (seconds !== undefined) flow.expiresAt = at + seconds * US_IN_SECOND;
    return 'ok';
  }

  private hasten(flow: Flow, at: Us): void {
    const least = at + LITTLE_SECONDS * US_IN_SECOND;
    if (flow.expiresAt > least) flow.expiresAt = Math.min(flow.expiresAt, at + SHORT_SECONDS * US_IN_SECOND);
  }

  /** UDP, ICMP queries, and every protocol without a tracker of its own. */
  private stepDatagram(
    { at, protocol }: Judged,
    flow: Flow,
    direction: FlowDirection,
    because: EventId,
  ): 'ok' {
    const late = flow.seenReply && protocol === PROTOCOL.UDP && at > flow.beganAt + STREAM_AFTER_US;
    const event = EVENTS[direction][late ? 'lateDatagram' : 'datagram'];
    this.move(flow, this.table[flow.state][event].next, event, at, because);
    if (flow.state === 'stream') flow.assured = true;
    const isKnown = protocol === PROTOCOL.UDP || protocol === PROTOCOL.ICMP;
    const seconds = isKnown ? flowMeta(flow.state).timeoutSeconds : GENERIC_SECONDS;
    flow.expiresAt = at + seconds * US_IN_SECOND;
    return 'ok';
  }

  private move(flow: Flow, to: FlowState, event: FlowEventType, at: Us, because: EventId): void {
    const from = flow.state;
    if (to === from) return;
    flow.state = to;
    const { trace, host } = this.surroundings;
    if (trace === UNTRACED) return;
    const instance = tupleText(flow.original);
    const body = { kind: 'transition', machine: 'conntrack-flow', instance, from, to, event } as const;
    flow.because = trace.append(at, host, [because], body);
  }

  private find(key: string, at: Us): Found | undefined {
    const found = this.flows.get(key);
    if (!found || found.flow.expiresAt > at) return found;
    this.expire(found.flow, at);
    return undefined;
  }

  private expire(flow: Flow, at: Us): void {
    this.move(flow, this.table[flow.state].expired.next, 'expired', at, flow.because);
    this.forget(flow);
  }

  private forget(flow: Flow): void {
    if (!flow.confirmed) return;
    flow.confirmed = false;
    this.flows.delete(tupleKey(flow.original));
    this.flows.delete(tupleKey(flow.reply));
  }

  /**
   * Throws out what has expired, now and then, or else the oldest flow that is not assured (early_drop). False
   * where there is none. Linux looks into eight chains of its hash table for one.
   */
  private makeRoom(at: Us): boolean {
    if (at >= this.nextSweep) {
      this.nextSweep = at + US_IN_SECOND;
      for (const flow of [...this.originals()]) if (flow.expiresAt <= at) this.expire(flow, at);
    }
    if (this.size < this.most) return true;
    for (const flow of this.originals()) {
      if (flow.assured) continue;
      this.forget(flow);
      return true;
    }
    return false;
  }

  /** Every flow once, in the order of confirming. */
  private *originals(): Iterable<Flow> {
    for (const { flow, direction } of this.flows.values()) if (direction === 'original') yield flow;
  }
}
