import { type Lane, newestOf } from './lane.ts';
import { probeExpiry } from './permission.ts';
import type { Phase } from './phase.ts';
import { NONE } from './pool.ts';
import type { ProbeSpec } from './probe.ts';

/** What was sent to a port with that opaque byte: the item's question, or the host's timing ping. */
export function specAsked(
  phase: Phase,
  lane: Lane,
  kind: 'tcp' | 'udp',
  port: number,
  opaque: number,
): ProbeSpec | undefined {
  if (isPingByte(opaque)) {
    const ping = lane.host.ping?.spec;
    return ping?.kind === kind && ping.port === port ? ping : undefined;
  }
  const item = itemOf(phase, kind, port);
  return item === NONE ? undefined : phase.work.specOf(item);
}

/** The outstanding probe to that port with that opaque byte; NONE where there is none. */
export function findProbe(
  phase: Phase,
  lane: Lane,
  kind: 'tcp' | 'udp',
  port: number,
  opaque: number,
): number {
  const { pool } = phase;
  if (isPingByte(opaque)) {
    return lane.pings.find((id) => pool.opaqueOf(id) === opaque) ?? NONE;
  }
  const item = itemOf(phase, kind, port);
  if (item === NONE) return NONE;
  for (let id = newestOf(lane, item); id !== NONE; id = pool.olderOf(id)) {
    if (pool.opaqueOf(id) === opaque) return isAlive(phase, lane, id) ? id : NONE;
  }
  return NONE;
}

/** The outstanding ICMP query with that identifier; of that kind, if one is given. */
export function findQuery(phase: Phase, lane: Lane, icmpId: number, message?: 'echo' | 'timestamp'): number {
  const { pool, work } = phase;
  const asks = (spec: ProbeSpec | undefined): boolean =>
    spec?.kind === 'icmp' && (message === undefined || spec.message === message);
  for (const item of work.icmpItems) {
    if (!asks(work.specOf(item))) continue;
    for (let id = newestOf(lane, item); id !== NONE; id = pool.olderOf(id)) {
      if (pool.keyOf(id) === icmpId) return isAlive(phase, lane, id) ? id : NONE;
    }
  }
  if (!asks(lane.host.ping?.spec)) return NONE;
  return lane.pings.find((id) => pool.keyOf(id) === icmpId) ?? NONE;
}

const isPingByte = (opaque: number): boolean => (opaque & 1) === 1;

const itemOf = ({ work }: Phase, kind: 'tcp' | 'udp', port: number): number =>
  kind === 'tcp' ? work.tcpItem(port) : work.udpItem(port);

/** A late answer counts until its probe expires; after that it may belong to anything. */
const isAlive = (phase: Phase, lane: Lane, id: number): boolean =>
  phase.pool.isActive(id) || phase.context.now - phase.pool.sentAtOf(id) <= probeExpiry(phase, lane);
