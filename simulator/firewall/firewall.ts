import type { Random } from '../../engine/base/random.ts';
import type { Us } from '../../engine/base/time.ts';
import type { EventId, TraceLog } from '../../engine/trace/index.ts';
import type { Counters, LiveTable, Speech } from './chains.ts';
import { liveTable, zeroCounters } from './chains.ts';
import type { Conntrack, Flow, NatSide } from './conntrack/index.ts';
import { type FlowTuple, tupleText } from './conntrack/tuple.ts';
import { type Decision, evaluate } from './evaluate.ts';
import { type Judged, judge } from './judged.ts';
import { settle, sideAt } from './nat.ts';
import { needsTracking } from './needs-tracking.ts';
import { newRecord, type PacketRecord, PassageWriter } from './passage.ts';
import { Records } from './records.ts';
import { resetFor, unreachableFor } from './reject-answer.ts';
import { translated } from './rewrite.ts';
import type { HookName, RuleSet, TableName } from './ruleset.ts';

export interface FirewallSurroundings {
  /** The host's name, for the trace. */
  readonly host: string;
  readonly random: Random;
  readonly trace: TraceLog;
  readonly conntrack: Conntrack;
  /** The host's interfaces, for REDIRECT: a redirected packet is for the address of the one it came in by. */
  readonly interfaces: readonly { readonly name: string; readonly address: number }[];
  /** The identification of an ICMP error to `destination`. Absent: 0, for a host that numbers its own packets. */
  readonly identify?: (destination: number) => number;
}

/** Where and when a packet stands before a hook. */
export interface Occasion {
  readonly at: Us;
  readonly in?: string;
  readonly out?: string;
  readonly because: EventId;
}

/** What became of a packet at one hook. `because` is the event to be named as cause of whatever follows. */
export type Passage =
  | { readonly verdict: 'accept'; readonly bytes: Uint8Array; readonly because: EventId }
  | { readonly verdict: 'drop'; readonly because: EventId }
  /**
   * `answer` goes out through the host's output path; absent where Linux sends none. An ICMP answer is subject to
   * the host's rate limit for ICMP errors, and a host that only forwards gives it an address of its own.
   */
  | { readonly verdict: 'reject'; readonly answer: Uint8Array | undefined; readonly because: EventId };

/** A line in the kernel's log, made by a LOG rule. */
export interface LogEntry {
  readonly at: Us;
  readonly prefix: string;
  readonly level: number;
  readonly hook: HookName;
  readonly bytes: Uint8Array;
}

export interface Firewall {
  /** True where no rule can concern any packet: callers then skip every hook. */
  readonly idle: boolean;
  /** True where connection tracking runs, since some rule needs it. */
  readonly stateful: boolean;
  /**
   * Takes an IPv4 packet past one hook, in Linux's order: PREROUTING on arrival, then INPUT for this host or
   * FORWARD and POSTROUTING for others; OUTPUT and POSTROUTING for what the host sends. The bytes of one hook's
   * Passage go to the next hook; a router decrements the TTL before FORWARD, as Linux does.
   */
  traverse(hook: HookName, bytes: Uint8Array, occasion: Occasion): Passage;
  readonly log: readonly LogEntry[];
  /** As `iptables -nvL` counts; `number` 0 is the chain's policy. */
  counters(table: TableName, chain: string, number: number): Readonly<Counters> | undefined;
  /** As `iptables -Z` does: all counters of a table, of one of its chains, or of one rule there. */
  zero(table: TableName, chain?: string, number?: number): void;
}

export function createFirewall(rules: RuleSet, surroundings: FirewallSurroundings): Firewall {
  return new LiveFirewall(rules, surroundings);
}

class LiveFirewall implements Firewall {
  readonly idle: boolean;
  readonly stateful: boolean;
  readonly log: LogEntry[] = [];
  private readonly surroundings: FirewallSurroundings;
  private readonly tables: ReadonlyMap<TableName, LiveTable>;
  private readonly records = new Records();
  private readonly writer: PassageWriter;

  constructor(rules: RuleSet, surroundings: FirewallSurroundings) {
    const { random, conntrack, host, trace } = surroundings;
    const setting = { random, conntrack, shared: new Map<string, unknown>() };
    this.surroundings = surroundings;
    this.tables = new Map(rules.tables.map((table) => [table.name, liveTable(table, setting)]));
    this.idle = rules.tables.length === 0;
    this.stateful = needsTracking(rules);
    this.writer = new PassageWriter(host, trace);
  }

  traverse(hook: HookName, bytes: Uint8Array, occasion: Occasion): Passage {
    const standing = {
      at: occasion.at,
      hook,
      inInterface: occasion.in ?? '',
      outInterface: occasion.out ?? '',
    };
    const first = hook === 'PREROUTING' || hook === 'OUTPUT';
    const known = this.records.find(bytes, hook, standing.inInterface);
    const record = known ?? newRecord(occasion.because);
    // What the host sent to itself comes in by the loopback: its passage out is over, another begins.
    if (known && hook === 'PREROUTING') this.writer.begin(known);
    if (occasion.because !== 0) record.because = Math.max(record.because, occasion.because);
    const packet = judge(bytes, standing, record.tracking);
    if (this.idle || !packet) return { verdict: 'accept', bytes, because: occasion.because };
    const passage = first || !known ? this.enter(packet, record) : this.pass(packet, record);
    if (passage.verdict === 'accept') this.records.keep(passage.bytes, standing.outInterface, record);
    return passage;
  }

  counters(table: TableName, chain: string, number: number): Readonly<Counters> | undefined {
    const live = this.tables.get(table)?.get(chain);
    return number === 0 ? live?.counters : live?.rules[number - 1]?.counters;
  }

  zero(table: TableName, chain?: string, number?: number): void {
    const live = this.tables.get(table);
    if (live) zeroCounters(live, chain, number);
  }

  /** The first hook of a packet: raw, then connection tracking, then the rest. */
  private enter(packet: Judged, record: PacketRecord): Passage {
    let exempted = false;
    const raw = this.ask('raw', packet, record, (speech) => {
      exempted ||= speech.kind === 'notrack';
    });
    if (raw?.speech.kind === 'drop') return this.drop(packet, record);
    if (!this.stateful) this.writer.step(record, { type: 'notTracked' }, packet);
    else if (!record.isAnswer && !this.track(packet, record, exempted)) {
      return this.discard(
        packet,
        record,
        'table-full',
        'the table of flows is full, and every flow in it assured',
      );
    }
    if (record.tracking && !exempted) {
      this.writer.step(
        record,
        { type: 'tracked', state: record.tracking.state },
        packet,
        record.tracking.because,
      );
    }
    packet.tracking = record.tracking;
    return this.pass(packet, record);
  }

  /** False where the packet gets no place in the table of flows. */
  private track(packet: Judged, record: PacketRecord, exempted: boolean): boolean {
    const { because } = record;
    if (record.tracking) return true;
    if (exempted) {
      record.tracking = { state: 'UNTRACKED', direction: 'original', because };
      this.writer.step(record, { type: 'exempted' }, packet);
    } else record.tracking = this.surroundings.conntrack.track(packet, because);
    return record.tracking !== undefined;
  }

  /**
   * Address translation, the filter table, and the end of the hook. Destinations change before the filter table
   * judges, sources behind it (NF_IP_PRI_NAT_DST, NF_IP_PRI_NAT_SRC).
   */
  private pass(packet: Judged, record: PacketRecord): Passage {
    const { hook } = packet;
    const isWayIn = sideAt(hook) === 'destination';
    const judged = isWayIn ? this.translate(packet, record) : packet;
    const decision = this.filter(judged, record);
    if (decision?.speech.kind === 'drop') return this.drop(judged, record);
    if (decision?.speech.kind === 'reject') return this.reject(judged, record, decision.speech.answer);
    const last = isWayIn ? judged : this.translate(judged, record);
    const isEnd = hook === 'INPUT' || hook === 'POSTROUTING';
    if (isEnd && record.tracking && !this.surroundings.conntrack.confirm(record.tracking, packet.at)) {
      return this.discard(last, record, 'flow-clash', 'its answers would look like those of another flow');
    }
    if (decision) this.writer.step(record, { type: 'accept' }, last);
    return { verdict: 'accept', bytes: last.bytes, because: record.because };
  }

  private filter(packet: Judged, record: PacketRecord): Decision | undefined {
    if (this.tables.get('filter')?.has(packet.hook)) {
      this.writer.step(record, { type: 'judge', chain: packet.hook }, packet);
    }
    return this.ask('filter', packet, record);
  }

  /** Lets a table's built-in chain speak. All that counts the packet is written down; LOG is heard here. */
  private ask(name: TableName, packet: Judged, record: PacketRecord, listen?: (speech: Speech) => void) {
    const table = this.tables.get(name);
    return (
      table &&
      evaluate(table, packet.hook, packet, (chain, rule, speech) => {
        this.writer.rule(record, packet, chain, rule);
        if (speech.kind === 'log') this.logPacket(packet, speech);
        listen?.(speech);
      })
    );
  }

  private logPacket({ at, hook, bytes }: Judged, { prefix, level }: Extract<Speech, { kind: 'log' }>): void {
    this.log.push({ at, prefix, level, hook, bytes: bytes.slice() });
  }

  private translate(packet: Judged, record: PacketRecord): Judged {
    const { tracking } = record;
    if (!tracking?.flow || packet.hook === 'FORWARD' || !this.tables.has('nat')) return packet;
    const side = sideAt(packet.hook);
    if (tracking.state === 'NEW' && tracking.flow.nat[side] === 'unsettled') {
      this.settle(packet, record, tracking.flow, side);
    }
    const bytes = translated(packet.bytes, tracking, side);
    return bytes === packet.bytes ? packet : (judge(bytes, packet, tracking) ?? packet);
  }

  /** The NAT table is asked once a flow and side; what it said holds for all its packets. */
  private settle(packet: Judged, record: PacketRecord, flow: Flow, side: NatSide): void {
    const { random, conntrack } = this.surroundings;
    const decision = this.ask('nat', packet, record);
    const redirection = decision?.speech.kind === 'redirect' ? decision.speech : undefined;
    const wanted = redirection && { address: this.ownAddress(packet), ports: redirection.ports };
    const isTaken = (reply: FlowTuple): boolean => conntrack.isTaken(reply, flow, packet.at);
    if (settle(flow, side, wanted, { random, isTaken }))
      this.writer.fact(record, packet, 'nat-clash', clashText(flow));
  }

  /** Of the interface the packet came in by; packets of the host's own are redirected to 127.0.0.1. */
  private ownAddress({ hook, inInterface }: Judged): number {
    const receiving = this.surroundings.interfaces.find(({ name }) => name === inInterface);
    return hook === 'OUTPUT' || !receiving ? LOOPBACK : receiving.address;
  }

  private drop(packet: Judged, record: PacketRecord): Passage {
    this.writer.step(record, { type: 'drop' }, packet);
    return { verdict: 'drop', because: record.because };
  }

  /** Connection tracking itself drops a packet; no rule did. */
  private discard(packet: Judged, record: PacketRecord, code: string, text: string): Passage {
    this.writer.fact(record, packet, code, text);
    this.writer.step(record, { type: 'drop' }, packet);
    return { verdict: 'drop', because: record.because };
  }

  private reject(
    packet: Judged,
    record: PacketRecord,
    kind: 'tcp-reset' | { readonly code: number },
  ): Passage {
    const words = kind === 'tcp-reset' ? kind : `icmp unreachable code ${kind.code}`;
    this.writer.step(record, { type: 'reject', with: words }, packet);
    const { because } = record;
    const answer =
      kind === 'tcp-reset' ? resetFor(packet) : unreachableFor(packet, kind.code, this.identify(packet));
    if (answer && record.tracking) {
      const tracking = { ...this.surroundings.conntrack.related(record.tracking), because };
      this.records.keepAnswer(answer, newRecord(because, tracking));
    }
    return { verdict: 'reject', answer, because };
  }

  private identify({ source }: Judged): number {
    return this.surroundings.identify?.(source) ?? 0;
  }
}

const LOOPBACK = 0x7f000001;

const clashText = ({ reply }: Flow): string =>
  `another flow has answers like these; so that they can be told apart they are ${tupleText(reply)} on this host`;
