import type { Us } from '../base/time.ts';
import type { EventId, ProbeEvent } from '../trace/index.ts';
import { type CongestionWindow, createWindow } from './congestion.ts';
import { record, type ScanContext } from './context.ts';
import type { ScanHost } from './host.ts';
import { createLane, type Lane } from './lane.ts';
import type { Answer, Ignored } from './match.ts';
import { ProbePool } from './pool.ts';
import type { Marks, ProbeSpec } from './probe.ts';
import { createEstimator, type RttEstimator } from './rtt.ts';

/** What a phase asks of each of its hosts, and what it makes of silence. */
export interface Work {
  /** nmap's name of the phase. */
  readonly name: string;
  /** Questions a host. */
  readonly items: number;
  /** ARP is told apart: its answers are quick, and it pauses before any second try. */
  readonly means: 'raw' | 'arp' | 'connect';
  /** The item to be begun at a position of the order. */
  itemAt(position: number): number;
  specOf(item: number): ProbeSpec;
  /** How the probes of an item are named in the trace. */
  label(item: number): string;
  /** The item that asks this port; NONE where nobody does. */
  tcpItem(port: number): number;
  udpItem(port: number): number;
  /** The items that ask by ICMP. */
  readonly icmpItems: readonly number[];
  /** Whether the item has its answer: no need to ask again. */
  isSettled(lane: Lane, item: number): boolean;
  /**
   * The answer to an outstanding probe, taken in at `phase.context.now`. `because`: the event of its arrival.
   * Gives back why it changes nothing, if so; the probe then stays outstanding.
   */
  answered(phase: Phase, answer: Answer, because: EventId): Ignored | undefined;
  /** Every try of probe `id` stayed without answer. `because`: its events. */
  silent(phase: Phase, lane: Lane, id: number, because: readonly EventId[]): void;
  /** Takes back what silence alone led to about an item that was given up; whether there is anything to ask anew. */
  reconsider(lane: Lane, item: number): boolean;
  /** The host is done in this phase. */
  ended(phase: Phase, lane: Lane): void;
}

/** Sending of all hosts of a phase together. */
export interface Group {
  readonly window: CongestionWindow;
  readonly rtt: RttEstimator;
  active: number;
  sent: number;
  /** `sent` when the answers were last looked at. */
  sentAtPoll: number;
  lastReceivedAt: Us;
  lastPingAt: Us;
  sentAtLastPing: number;
  /** A host that is done, and is still asked now and then whether anything gets through. */
  pingLane: Lane | undefined;
  /** --max-rate: no packet before; --min-rate: one packet no later than. */
  notBefore: Us;
  notAfter: Us;
}

/** One pass of all hosts through one kind of question, after nmap's ultra_scan. */
export interface Phase {
  readonly context: ScanContext;
  readonly work: Work;
  readonly marks: Marks;
  /** Ascending by address. */
  readonly lanes: readonly Lane[];
  readonly byAddress: ReadonlyMap<number, Lane>;
  /** The lanes that are not done, and whose turn is next. */
  ring: Lane[];
  turn: number;
  readonly group: Group;
  readonly pool: ProbePool;
  /** connect() number -> probe. */
  readonly connects: Map<number, number>;
  readonly beganAt: Us;
  readonly began: EventId;
  /** When a turn was asked for; answers bring it nearer. */
  wakeAt: Us;
  lastMatchAt: Us;
}

export function createPhase(
  context: ScanContext,
  hosts: readonly ScanHost[],
  work: Work,
  marks: Marks,
): Phase {
  const { now } = context;
  const sorted = [...hosts].sort((a, b) => a.address - b.address);
  const lanes = sorted.map((host, index) => createLane(context, index, host, work.items));
  return {
    context,
    work,
    marks,
    lanes,
    byAddress: new Map(lanes.map((lane) => [lane.host.address, lane])),
    ring: [...lanes],
    turn: 0,
    group: createGroup(context),
    pool: new ProbePool(),
    connects: new Map(),
    beganAt: now,
    began: record(
      context,
      hosts.map((host) => host.found),
      {
        kind: 'phase',
        what: 'begun',
        name: work.name,
        hosts: hosts.length,
        ports: work.items,
      },
    ),
    wakeAt: now,
    lastMatchAt: -Infinity,
  };
}

function createGroup(context: ScanContext): Group {
  const { now, request, tuning } = context;
  return {
    window: createWindow(tuning, now),
    rtt: createEstimator(request.timing.initialRttTimeoutUs),
    active: 0,
    sent: 0,
    sentAtPoll: 0,
    lastReceivedAt: now,
    lastPingAt: now,
    sentAtLastPing: 0,
    pingLane: undefined,
    notBefore: now,
    notAfter: now,
  };
}

/** Writes a step of a probe's life to the trace. */
export function recordProbe(
  phase: Phase,
  lane: Lane,
  id: number,
  what: ProbeEvent['what'],
  because: readonly EventId[],
): EventId {
  const { context, pool, work } = phase;
  if (!context.traced) return 0;
  const isPing = pool.isPing(id);
  const item = pool.itemOf(id);
  const spec = specOfProbe(phase, lane, id);
  return record(context, because, {
    kind: 'probe',
    what,
    technique: isPing ? 'timing-ping' : work.label(item),
    target: lane.host.name,
    ...('port' in spec ? { protocol: spec.kind === 'udp' ? 'udp' : 'tcp', port: spec.port } : {}),
    attempt: isPing ? 0 : pool.attempt(id),
  });
}

/** What a probe asks: its item's question, or the host's timing ping. */
export function specOfProbe(phase: Phase, lane: Lane, id: number): ProbeSpec {
  const ping = lane.host.ping;
  return ping && phase.pool.isPing(id) ? ping.spec : phase.work.specOf(phase.pool.itemOf(id));
}
