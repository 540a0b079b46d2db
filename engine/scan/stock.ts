import type { EventId } from '../trace/index.ts';
import { notice } from './context.ts';
import { deactivate, forget, type Lane, retire } from './lane.ts';
import { adjustPace } from './pace.ts';
import { freshLeft, probeExpiry, probeTimeout } from './permission.ts';
import { type Phase, recordProbe } from './phase.ts';
import { NONE, PROBE } from './pool.ts';
import { abandonConnect } from './transmit.ts';
import { allowedTry, deservesAnother, isCapped, reopenCapped } from './tries.ts';

/** Times out what has waited long enough, gives up what is hopeless, forgets what is too old. */
export function takeStock(phase: Phase): void {
  const { group } = phase;
  for (const lane of phase.ring) {
    timeOut(phase, lane);
    giveUp(phase, lane);
    sweep(phase, lane);
    lane.done ||= isExhausted(phase, lane);
  }
  if (group.pingLane) timeOut(phase, group.pingLane);
  if (phase.ring.some((lane) => lane.done)) leaveRing(phase);
}

const isExhausted = (phase: Phase, lane: Lane): boolean =>
  lane.active === 0 && lane.waitingCount === 0 && lane.cappedCount === 0 && freshLeft(phase, lane) === 0;

function leaveRing(phase: Phase): void {
  const { ring, group } = phase;
  const before = ring.slice(0, phase.turn);
  phase.turn = before.filter((lane) => !lane.done).length;
  phase.ring = ring.filter((lane) => !lane.done);
  for (const lane of ring) {
    if (!lane.done) continue;
    phase.work.ended(phase, lane);
    const score = lane.host.ping?.score ?? 0;
    if (score > (group.pingLane?.host.ping?.score ?? 0)) group.pingLane = lane;
  }
}

/** All probes to a host time out after the same time, so the list is asked from its oldest end only. */
function timeOut(phase: Phase, lane: Lane): void {
  const { pool, context } = phase;
  const timeout = probeTimeout(phase, lane);
  for (let id = lane.firstActive; id !== NONE; id = lane.firstActive) {
    if (context.now - pool.sentAtOf(id) < timeout) return;
    timeOutProbe(phase, lane, id);
  }
}

function timeOutProbe(phase: Phase, lane: Lane, id: number): void {
  const { pool, group, work, context } = phase;
  deactivate(lane, pool, id);
  group.active--;
  if (context.traced)
    pool.timedOutEvent[id] = recordProbe(phase, lane, id, 'timed-out', [pool.sentEventOf(id)]);
  if (work.means === 'connect') abandonConnect(phase, id);
  adjustPace(phase, lane, id, false);
  if (pool.isPing(id)) {
    if (group.pingLane === lane) group.pingLane = undefined;
    forget(lane, pool, id);
    return;
  }
  if (lane.done || work.isSettled(lane, pool.itemOf(id))) retire(lane, pool, id);
  else if (pool.attempt(id) < allowedTry(phase, lane)) {
    pool.state[id] = PROBE.WAITING;
    lane.waiting.push(id);
    lane.waitingCount++;
  } else {
    pool.state[id] = PROBE.CAPPED;
    lane.capped.push(id);
    lane.cappedCount++;
  }
}

/**
 * Probes at the highest try allowed wait for that to grow. It cannot any more once nothing is in flight and
 * nothing is left to be sent, or if --max-retries is what limits it: then silence is the verdict.
 */
function giveUp(phase: Phase, lane: Lane): void {
  if (lane.cappedCount === 0) return;
  const capped = isCapped(phase, lane);
  const mayGrow = !capped && (lane.active > 0 || lane.waitingCount > 0 || freshLeft(phase, lane) > 0);
  if (mayGrow) return;
  if (!capped && deservesAnother(phase, lane)) {
    lane.persistTry = allowedTry(phase, lane) + 1;
    reopenCapped(phase, lane);
    return;
  }
  if (capped && !lane.capWarned) {
    lane.capWarned = true;
    const limit = phase.context.request.timing.maxRetries;
    notice(
      phase.context,
      `Warning: ${lane.host.name} giving up on port because retransmission cap hit (${limit}).`,
    );
  }
  const ids = lane.capped;
  lane.capped = [];
  lane.gaveUp += lane.cappedCount;
  lane.gaveUpAt = phase.context.now;
  for (const id of ids) {
    if (phase.pool.stateOf(id) === PROBE.CAPPED && phase.pool.laneOf(id) === lane.index)
      giveUpProbe(phase, lane, id);
  }
}

function giveUpProbe(phase: Phase, lane: Lane, id: number): void {
  const because = phase.context.traced ? eventsOfTries(phase, id) : [];
  const event = recordProbe(phase, lane, id, 'given-up', because);
  phase.work.silent(phase, lane, id, event === 0 ? because : [event, ...because]);
  forget(lane, phase.pool, id);
}

/** The events of a probe and of the tries before it, newest first; each retry names its predecessor as cause. */
export function eventsOfTries(phase: Phase, id: number): EventId[] {
  const { pool } = phase;
  const { events } = phase.context.trace;
  const found = pool.eventsOf(id).filter((event) => event !== 0);
  for (let sent = events[pool.sentEventOf(id) - 1]; sent?.kind === 'probe' && sent.attempt > 0; ) {
    const timedOut = events[(sent.because[0] ?? 0) - 1];
    const earlier = timedOut && events[(timedOut.because[0] ?? 0) - 1];
    if (timedOut === undefined || earlier === undefined) break;
    found.push(timedOut.id, earlier.id);
    sent = earlier;
  }
  return found;
}

/** Frees old tries. They leave in the order they came, so that the sweep looks at no probe twice. */
function sweep(phase: Phase, lane: Lane): void {
  const { pool } = phase;
  const { old } = lane;
  const expiry = probeExpiry(phase, lane);
  while (old.head < old.ids.length) {
    const id = old.ids[old.head] as number;
    if (pool.stateOf(id) === PROBE.OLD && pool.laneOf(id) === lane.index) {
      if (phase.context.now - pool.sentAtOf(id) <= expiry) break;
      forget(lane, pool, id);
    }
    old.head++;
  }
  if (old.head > 1024 && old.head * 2 > old.ids.length) {
    old.ids.splice(0, old.head);
    old.head = 0;
  }
}
