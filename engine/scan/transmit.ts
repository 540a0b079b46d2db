import { invariant, unreachable } from '../base/invariant.ts';
import type { EventId } from '../trace/index.ts';
import { activate, type Lane, newestOf, retire } from './lane.ts';
import { advanceSlots } from './pace.ts';
import { type Phase, recordProbe, specOfProbe } from './phase.ts';
import { NONE } from './pool.ts';
import { arpProbe, type Envelope, icmpProbe, tcpProbe, udpProbe } from './probe.ts';

/** What nmap counts of an ARP request: without the Ethernet header. */
const ARP_BYTES = 28;

/** Asks the next item of a host for the first time. */
export function sendFresh(phase: Phase, lane: Lane): void {
  const item = lane.anew.pop() ?? phase.work.itemAt(lane.begun++);
  const id = phase.pool.allocate(lane.index, item, 0, phase.context.now);
  lane.newest[item] = id;
  launch(phase, lane, id, lane.host.found || phase.began);
}

/** Asks again what probe `id` got no answer to. The old try stays matchable until it expires. */
export function sendAgain(phase: Phase, lane: Lane, id: number): void {
  const { pool, context } = phase;
  const item = pool.itemOf(id);
  const opaque = (pool.attempt(id) + 1) * 2;
  const retry = pool.allocate(lane.index, item, opaque, context.now);
  pool.previousSentAt[retry] = pool.sentAtOf(id);
  pool.older[retry] = newestOf(lane, item);
  lane.newest[item] = retry;
  const because = pool.timedOutEventOf(id);
  retire(lane, pool, id);
  launch(phase, lane, retry, because);
}

/** Asks the host what it has answered before, to learn whether packets still get through. */
export function sendPing(phase: Phase, lane: Lane): void {
  const { pool, context } = phase;
  const sequence = lane.pingSequence;
  lane.pingSequence = (sequence + 1) & 0x7f;
  const id = pool.allocate(lane.index, NONE, sequence * 2 + 1, context.now);
  lane.pings.push(id);
  launch(phase, lane, id, phase.began);
}

function launch(phase: Phase, lane: Lane, id: number, because: EventId): void {
  const { pool, context, group } = phase;
  const event = recordProbe(phase, lane, id, 'sent', [because]);
  pool.sentEvent[id] = event;
  activate(lane, pool, id);
  group.active++;
  group.sent++;
  lane.sent++;
  lane.lastSentAt = context.now;
  const before = context.packets.sent;
  emit(phase, lane, id, event);
  advanceSlots(phase, context.packets.sent - before || 1);
}

function emit(phase: Phase, lane: Lane, id: number, because: EventId): void {
  const { pool, marks, context } = phase;
  const { chance } = context;
  const { source, address: destination } = lane.host;
  const opaque = pool.opaqueOf(id);
  const spec = specOfProbe(phase, lane, id);
  const envelope: Envelope = { source, destination, chance };
  switch (spec.kind) {
    case 'tcp':
      sendIp(phase, tcpProbe(envelope, marks, spec.port, spec.flags, opaque), because);
      break;
    case 'udp':
      for (const bytes of udpProbe(envelope, marks, spec.port, opaque)) sendIp(phase, bytes, because);
      break;
    case 'icmp':
      // The answer brings the identifier back; 0 would look like "none".
      pool.key[id] = 1 + chance.below(0xffff);
      sendIp(phase, icmpProbe(envelope, spec.message, pool.keyOf(id)), because);
      break;
    case 'arp':
      sendArp(phase, lane, because);
      break;
    case 'connect':
      beginConnect(phase, lane, id, spec.port, because);
      break;
    default:
      unreachable(spec);
  }
}

function sendIp({ context }: Phase, bytes: Uint8Array, because: EventId): void {
  context.packets.sent++;
  context.packets.sentBytes += bytes.length;
  context.effects.push({ type: 'send-ip', bytes, because });
}

function sendArp({ context }: Phase, { host }: Lane, because: EventId): void {
  const out = host.path?.interface;
  invariant(out?.mac !== undefined, 'only a neighbour on an Ethernet interface is asked by ARP');
  context.packets.sent++;
  context.packets.sentBytes += ARP_BYTES;
  const bytes = arpProbe(out.mac, host.source, host.address);
  context.effects.push({ type: 'send-ethernet', interface: out.name, bytes, because });
}

function beginConnect(phase: Phase, { host }: Lane, id: number, port: number, because: EventId): void {
  const { context, pool, connects } = phase;
  const number = ++context.connects;
  pool.key[id] = number;
  connects.set(number, id);
  context.effects.push({ type: 'connect', id: number, address: host.address, port, because });
}

/** Closes the socket of a connect() that nobody waits for any more. */
export function abandonConnect(phase: Phase, id: number): void {
  const number = phase.pool.keyOf(id);
  if (!phase.connects.delete(number)) return;
  phase.context.effects.push({ type: 'abandon-connect', id: number });
}
