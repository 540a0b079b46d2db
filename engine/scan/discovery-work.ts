import type { ConnectErrno } from '../base/errno.ts';
import { TCP_FLAG } from '../packet/index.ts';
import { type Match, matches, type Reason } from '../technique/index.ts';
import type { EventId } from '../trace/index.ts';
import { abandonLane, probeAnswered } from './answered.ts';
import { forgetDown } from './conclusions.ts';
import { record, type ScanContext } from './context.ts';
import type { ScanHost } from './host.ts';
import { type Answer, type Evidence, type Ignored, NO_RULE } from './match.ts';
import type { Phase, Work } from './phase.ts';
import { considerPing } from './ping.ts';
import { NONE } from './pool.ts';
import type { ProbeSpec } from './probe.ts';

/** If a host answers a probe like that, it is up or down, for this reason. First rule wins. */
interface HostRule {
  readonly when: Match | { readonly on: 'arp' };
  readonly state: 'up' | 'down';
  readonly reason: Reason;
}

/** A question that finds out whether a host is there. */
interface HostProbe {
  readonly spec: ProbeSpec;
  readonly label: string;
  readonly rules: readonly HostRule[];
}

const { SYN, ACK, RST } = TCP_FLAG;
const up = (when: HostRule['when'], reason: Reason): HostRule => ({ when, state: 'up', reason });

/**
 * A host that says "nobody listens" or "I do not speak that" is there. Only the target itself counts; other
 * errors decide nothing, and the probe is sent again. That nmap takes an expired TTL for "down" is its choice.
 */
const ERRORS: readonly HostRule[] = [
  up({ on: 'icmp', type: 3, code: 2, from: 'target' }, 'proto-unreach'),
  up({ on: 'icmp', type: 3, code: 3, from: 'target' }, 'port-unreach'),
  { when: { on: 'icmp', type: 11 }, state: 'down', reason: 'time-exceeded' },
];

const RESET = up({ on: 'tcp', has: RST }, 'reset');

/** Where connect() fails, nmap looks no further: the system says that nobody can be reached. */
const down = (errno: ConnectErrno, reason: Reason): HostRule => ({
  when: { on: 'connect', errno: [errno] },
  state: 'down',
  reason,
});

const connectTo = (port: number): HostProbe => ({
  spec: { kind: 'connect', port },
  label: 'connect-ping',
  rules: [
    up({ on: 'connect', errno: 'none' }, 'syn-ack'),
    up({ on: 'connect', errno: ['ECONNREFUSED'] }, 'conn-refused'),
    down('ENETUNREACH', 'net-unreach'),
    down('EHOSTUNREACH', 'host-unreach'),
    down('ENOPROTOOPT', 'proto-unreach'),
    down('ENONET', 'dest-unreach'),
    down('EHOSTDOWN', 'no-response'),
    down('ETIMEDOUT', 'no-response'),
    down('EACCES', 'admin-prohibited'),
  ],
});

const PROBES = {
  arp: [{ spec: { kind: 'arp' }, label: 'arp', rules: [up({ on: 'arp' }, 'arp-response')] }],
  /** nmap's default set, in its order. */
  raw: [
    {
      spec: { kind: 'icmp', message: 'echo' },
      label: 'icmp-echo',
      rules: [up({ on: 'icmp', type: 0 }, 'echo-reply'), ...ERRORS],
    },
    {
      spec: { kind: 'tcp', port: 443, flags: SYN },
      label: 'syn-ping',
      rules: [RESET, up({ on: 'tcp', has: SYN | ACK }, 'syn-ack'), ...ERRORS],
    },
    { spec: { kind: 'tcp', port: 80, flags: ACK }, label: 'ack-ping', rules: [RESET, ...ERRORS] },
    {
      spec: { kind: 'icmp', message: 'timestamp' },
      label: 'icmp-timestamp',
      rules: [up({ on: 'icmp', type: 14 }, 'timestamp-reply'), ...ERRORS],
    },
  ],
  connect: [connectTo(80), connectTo(443)],
} as const satisfies Record<string, readonly HostProbe[]>;

/** The questions by which one kind of discovery looks for hosts. */
export function discoveryWork(means: 'arp' | 'raw' | 'connect'): Work {
  const probes: readonly HostProbe[] = PROBES[means];
  const itemOf = (kind: 'tcp' | 'udp', port: number): number =>
    probes.findIndex(({ spec }) => spec.kind === kind && spec.port === port);
  return {
    name: means === 'arp' ? 'ARP Ping Scan' : 'Ping Scan',
    items: probes.length,
    means,
    itemAt: (position) => position,
    specOf: (item) => (probes[item] ?? probes[0])?.spec ?? { kind: 'arp' },
    label: (item) => probes[item]?.label ?? '',
    tcpItem: (port) => itemOf('tcp', port),
    udpItem: () => NONE,
    icmpItems: [...probes.keys()].filter((item) => probes[item]?.spec.kind === 'icmp'),
    isSettled: (lane) => lane.done,
    answered: (phase, answer, because) => hostAnswered(phase, probes, answer, because),
    silent(_phase, lane, _id, because) {
      lane.host.evidence.push(...because);
    },
    // Questions are begun in the order of their numbers.
    reconsider: ({ host, begun }, item) => item < begun && (forgetDown(host) || host.state === 'unknown'),
    ended(phase, lane) {
      if (lane.host.state === 'unknown') {
        conclude(phase.context, lane.host, { state: 'down', reason: 'no-response' }, lane.host.evidence);
      }
      lane.host.evidence = [];
    },
  };
}

function hostAnswered(
  phase: Phase,
  probes: readonly HostProbe[],
  answer: Answer,
  because: EventId,
): Ignored | undefined {
  const { lane, id, evidence, ttl, from } = answer;
  const { pool, context } = phase;
  if (pool.isPing(id)) {
    probeAnswered(phase, lane, id, context.now, true);
    return undefined;
  }
  const probe = probes[pool.itemOf(id)];
  const rule = probe?.rules.find(({ when }) => speaksOf(when, evidence));
  if (probe === undefined || rule === undefined) return NO_RULE;
  const events = [because, pool.sentEventOf(id)];
  if (rule.state === 'up') considerPing(lane.host, probe.spec, outcomeOf(evidence));
  probeAnswered(phase, lane, id, context.now, true);
  abandonLane(phase, lane);
  const who = { ...(ttl > 0 ? { ttl } : {}), ...(from === lane.host.address ? {} : { from }) };
  conclude(phase.context, lane.host, { state: rule.state, reason: rule.reason, ...who }, events);
  return undefined;
}

const speaksOf = (when: HostRule['when'], evidence: Evidence): boolean =>
  when.on === 'arp' || evidence.on === 'arp' ? when.on === evidence.on : matches(when, evidence);

const outcomeOf = (evidence: Evidence): 'open' | 'refused' | 'other' => {
  if (evidence.on === 'tcp') return (evidence.flags & RST) === 0 ? 'open' : 'refused';
  return evidence.on === 'icmp' && evidence.type === 3 ? 'other' : 'refused';
};

interface HostVerdict {
  readonly state: 'up' | 'down';
  readonly reason: Reason;
  readonly ttl?: number;
  readonly from?: Answer['from'];
}

/** Writes down whether a host is there, and why. */
export function conclude(
  context: ScanContext,
  host: ScanHost,
  verdict: HostVerdict,
  because: readonly EventId[],
): void {
  const { state, reason, ttl, from } = verdict;
  host.state = state;
  host.reason = reason;
  host.reasonTtl = ttl;
  host.reasonFrom = from;
  host.endedAt = context.now;
  host.found = record(context, because, {
    kind: 'discovery',
    target: host.name,
    state,
    reason,
    ...(ttl === undefined ? {} : { ttl }),
  });
}
