import type { Random } from '../base/random.ts';
import { formatIpv4, type Ipv4 } from '../packet/index.ts';
import {
  type Classification,
  classify,
  mayReplace,
  stateOfSilence,
  TECHNIQUES,
  type TechniqueName,
} from '../technique/index.ts';
import type { EventId } from '../trace/index.ts';
import { probeAnswered, retireOthers } from './answered.ts';
import { record } from './context.ts';
import type { Lane } from './lane.ts';
import { warnOfLoss } from './loss.ts';
import { type Answer, type Ignored, NO_RULE } from './match.ts';
import { probeOrder } from './order.ts';
import { type Phase, specOfProbe, type Work } from './phase.ts';
import { considerPing } from './ping.ts';
import { NONE } from './pool.ts';
import type { ProbeSpec } from './probe.ts';
import type { ScanRequest } from './request.ts';

/** A protocol's ports in the order of probing; all hosts and phases share it. */
export interface PortPlan {
  readonly ports: readonly number[];
  readonly order: Int32Array;
  /** Port -> index in `ports`; NONE for ports not scanned. */
  readonly indexOf: Int32Array;
}

export function planPorts(request: ScanRequest, protocol: 'tcp' | 'udp', chance: Random): PortPlan {
  const ports = request.ports[protocol];
  const indexOf = new Int32Array(0x1_0000).fill(NONE);
  ports.forEach((port, index) => {
    indexOf[port] = index;
  });
  return { ports, order: probeOrder(ports, protocol, request.sequentialPorts, chance), indexOf };
}

/** The questions of one technique to the ports of its protocol, and what it makes of the answers. */
export function portWork(request: ScanRequest, name: TechniqueName, plan: PortPlan): Work {
  const technique = TECHNIQUES[name];
  const { protocol, probe } = technique;
  const flags = request.scanFlags ?? (probe.kind === 'tcp' ? probe.flags : 0);
  const itemOf = (port: number): number => plan.indexOf[port] as number;
  return {
    name: technique.phaseName,
    items: plan.ports.length,
    means: probe.kind === 'connect' ? 'connect' : 'raw',
    itemAt: (position) => plan.order[position] as number,
    specOf(item): ProbeSpec {
      const port = plan.ports[item] as number;
      return probe.kind === 'tcp' ? { kind: 'tcp', port, flags } : { kind: probe.kind, port };
    },
    label: () => name,
    tcpItem: (port) => (probe.kind === 'tcp' ? itemOf(port) : NONE),
    udpItem: (port) => (probe.kind === 'udp' ? itemOf(port) : NONE),
    icmpItems: [],
    isSettled: (lane, item) => lane.host.ports.stateAt(rowOf(lane, protocol, item)) !== undefined,
    answered: (phase, answer, because) => portAnswered(phase, name, answer, because),
    silent(phase, lane, id, because) {
      const spoken = classify(technique, null);
      const item = phase.pool.itemOf(id);
      if (spoken) settle(phase, name, { lane, item, spoken, who: {}, because });
    },
    reconsider(lane, item) {
      const { ports } = lane.host;
      const row = rowOf(lane, protocol, item);
      if (ports.reasonAt(row) !== 'no-response') return false;
      ports.clear(row);
      return true;
    },
    ended(phase, lane) {
      lane.host.endedAt = phase.context.now;
      warnOfLoss(phase, lane, stateOfSilence(technique));
    },
  };
}

/** Index in the host's table, which has TCP first. */
const rowOf = (lane: Lane, protocol: 'tcp' | 'udp', item: number): number =>
  protocol === 'tcp' ? item : lane.host.ports.tcp.length + item;

function portAnswered(
  phase: Phase,
  name: TechniqueName,
  answer: Answer,
  because: EventId,
): Ignored | undefined {
  const { lane, id, evidence, ttl, from } = answer;
  const { pool, context } = phase;
  if (pool.isPing(id)) {
    probeAnswered(phase, lane, id, context.now, true);
    return undefined;
  }
  const spoken = evidence.on === 'arp' ? undefined : classify(TECHNIQUES[name], evidence);
  if (spoken === undefined) return NO_RULE;
  const item = pool.itemOf(id);
  const who = { ...(ttl > 0 ? { ttl } : {}), ...(from === lane.host.address ? {} : { from }) };
  const events = [because, pool.sentEventOf(id)];
  const kept = settle(phase, name, { lane, item, spoken, who, because: events });
  const { state } = spoken.rule;
  const outcome = state === 'open' ? 'open' : state === 'filtered' ? 'other' : 'refused';
  considerPing(lane.host, specOfProbe(phase, lane, id), outcome);
  probeAnswered(phase, lane, id, context.now, isUseful(phase, name, spoken, pool.attempt(id)));
  retireOthers(phase, lane, item);
  return kept;
}

/**
 * Answers to retries that tell of somebody's rate limit, not of a loss: refusals of a firewall, and with
 * --defeat-rst-ratelimit resets too. They make nothing slower and allow no further tries.
 */
function isUseful(
  { context }: Phase,
  name: TechniqueName,
  { rule }: Classification,
  attempt: number,
): boolean {
  if (attempt === 0) return true;
  const technique = TECHNIQUES[name];
  if (rule.state === 'filtered' && stateOfSilence(technique) === 'filtered') return false;
  const defeats = context.request.timing.defeatRstRatelimit && technique === TECHNIQUES.syn;
  return !(defeats && rule.state === 'closed');
}

const STATE_KEPT: Ignored = {
  code: 'state-kept',
  text: 'a late answer to another try says otherwise, and does not overrule what is known',
};

/** A conclusion about one item of a host, and the events that led to it. */
interface Conclusion {
  readonly lane: Lane;
  readonly item: number;
  readonly spoken: Classification;
  /** Who answered and with which TTL, where that is worth telling. */
  readonly who: { readonly ttl?: number; readonly from?: Ipv4 };
  readonly because: readonly EventId[];
}

/** Writes a verdict down, unless a better one is known. */
function settle(phase: Phase, name: TechniqueName, conclusion: Conclusion): Ignored | undefined {
  const { lane, item, spoken, who } = conclusion;
  const technique = TECHNIQUES[name];
  const { ports } = lane.host;
  const row = rowOf(lane, technique.protocol, item);
  const known = ports.stateAt(row);
  const { state, reason } = spoken.rule;
  if (known === state) return undefined;
  if (known !== undefined && !mayReplace(technique, known, state)) return STATE_KEPT;
  const event = phase.context.traced ? recordVerdict(phase, name, conclusion) : 0;
  ports.set(row, { state, reason, ...who }, event);
  return undefined;
}

function recordVerdict({ context }: Phase, name: TechniqueName, conclusion: Conclusion): EventId {
  const { lane, item, spoken, who, because } = conclusion;
  const { protocol } = TECHNIQUES[name];
  const { port } = lane.host.ports.at(rowOf(lane, protocol, item));
  return record(context, because, {
    kind: 'verdict',
    target: lane.host.name,
    protocol,
    port,
    technique: name,
    state: spoken.rule.state,
    reason: spoken.rule.reason,
    ...(who.ttl === undefined ? {} : { ttl: who.ttl }),
    ...(who.from === undefined ? {} : { from: formatIpv4(who.from) }),
    row: spoken.index,
  });
}
