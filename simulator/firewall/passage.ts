import type { Us } from '../../engine/base/time.ts';
import { type EventId, type TraceLog, UNTRACED } from '../../engine/trace/index.ts';
import { firewallPassage, type PassageEvent, type PassageState, stepper } from '../machines/index.ts';
import type { LiveChain, LiveRule } from './chains.ts';
import type { Tracking } from './conntrack/index.ts';
import { tupleOf, tupleText } from './conntrack/tuple.ts';
import type { Judged } from './judged.ts';

const machine = stepper(firewallPassage);
const [ARRIVED] = machine.start(undefined as never);

/** What the firewall remembers of a packet between one hook and the next, as the kernel does in its sk_buff. */
export interface PacketRecord {
  tracking: Tracking | undefined;
  /** Its passage, as far as it was traced. */
  snapshot: typeof ARRIVED;
  /** An answer of the firewall's own: connection tracking has nothing more to say of it. */
  readonly isAnswer: boolean;
  because: EventId;
}

export const newRecord = (because: EventId, tracking?: Tracking): PacketRecord => ({
  tracking,
  snapshot: ARRIVED,
  isAnswer: tracking !== undefined,
  because,
});

/**
 * Writes a packet's passage to the trace: the steps of its machine and the rules that spoke. Where nobody reads
 * the trace the machine is not even stepped: its verdict is always the rules', as a test proves.
 */
export class PassageWriter {
  private readonly host: string;
  private readonly trace: TraceLog;
  readonly silent: boolean;

  constructor(host: string, trace: TraceLog) {
    this.host = host;
    this.trace = trace;
    this.silent = trace === UNTRACED;
  }

  /** Puts the packet's machine before the firewall again. */
  begin(record: PacketRecord): void {
    record.snapshot = ARRIVED;
  }

  /** Steps the packet's machine; the step becomes the cause of what follows. */
  step(record: PacketRecord, event: PassageEvent, packet: Judged, ...causes: readonly EventId[]): void {
    if (this.silent) return;
    const from = record.snapshot.value as PassageState;
    const [snapshot] = machine.step(record.snapshot, event);
    if (snapshot === record.snapshot) return;
    record.snapshot = snapshot;
    const body = { kind: 'transition', machine: 'firewall-passage', instance: nameOf(packet) } as const;
    const to = snapshot.value as PassageState;
    record.because = this.append(packet.at, [...causes, record.because], {
      ...body,
      from,
      to,
      event: wordsOf(event),
    });
  }

  /** A rule matched, or a chain's policy spoke. What it knew of the packet's flow is among its causes. */
  rule(record: PacketRecord, packet: Judged, chain: LiveChain, rule: LiveRule | undefined): void {
    if (this.silent) return;
    const flowCause = record.tracking && asksFlow(rule) ? [record.tracking.because] : [];
    const policy = `-P ${chain.name} ${chain.policy}`;
    record.because = this.append(packet.at, [record.because, ...flowCause], {
      kind: 'rule',
      table: chain.table,
      chain: chain.name,
      number: rule?.number ?? 0,
      target: rule?.target ?? chain.policy ?? '',
      text: rule?.text ?? policy,
      length: packet.totalLength,
    });
  }

  /** Something on this host decided the packet's way, and no rule. */
  fact(record: PacketRecord, packet: Judged, code: string, text: string): void {
    if (this.silent) return;
    record.because = this.append(packet.at, [record.because], { kind: 'fact', code, text });
  }

  private append(at: Us, because: readonly EventId[], body: Parameters<TraceLog['append']>[3]): EventId {
    return this.trace.append(at, this.host, [...new Set(because)], body);
  }
}

const asksFlow = (rule: LiveRule | undefined): boolean =>
  /-m (?:conntrack|state|connlimit) /.test(rule?.text ?? '');

function nameOf(packet: Judged): string {
  const tuple = tupleOf(packet);
  return tuple ? tupleText(tuple) : `protocol ${packet.protocol}`;
}

function wordsOf(event: PassageEvent): string {
  if (event.type === 'tracked') return `tracked ${event.state}`;
  if (event.type === 'judge') return `judge ${event.chain}`;
  return event.type === 'reject' ? `reject ${event.with}` : event.type;
}
