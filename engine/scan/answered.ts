import { deactivate, forget, type Lane, newestOf, retire } from './lane.ts';
import { adjustPace, raiseBestTry } from './pace.ts';
import type { Phase } from './phase.ts';
import { NONE, PROBE } from './pool.ts';
import { type RttBounds, takeSample } from './rtt.ts';
import { abandonConnect } from './transmit.ts';
import { allowedTry, isExtra, reopenCapped } from './tries.ts';

/**
 * A probe was answered at `at`. `useful`: false for answers that say nothing about the path, such as a
 * rate-limited firewall's late refusal; they move neither windows nor the number of tries.
 */
export function probeAnswered(phase: Phase, lane: Lane, id: number, at: number, useful: boolean): void {
  const { pool, group } = phase;
  const roundTrip = at - pool.sentAtOf(id);
  const bounds = boundsOf(phase);
  takeSample(lane.host.rtt, roundTrip, bounds);
  takeSample(group.rtt, roundTrip, bounds);
  lane.lastReceivedAt = group.lastReceivedAt = at;
  const isPing = pool.isPing(id);
  const attempt = pool.attempt(id);
  const wasCapped = allowedTry(phase, lane);
  const tellsOfPace = useful && (isPing || !isExtra(phase, lane, attempt));
  if (tellsOfPace) adjustPace(phase, lane, id, true);
  release(phase, lane, id);
  if (useful && !isPing) {
    lane.answers++;
    lane.losses += attempt;
  }
  if (isPing || !tellsOfPace || attempt <= lane.bestTry) return;
  raiseBestTry(phase, lane, attempt);
  if (allowedTry(phase, lane) > wasCapped) reopenCapped(phase, lane);
}

function boundsOf({ context }: Phase): RttBounds {
  const { minRttTimeoutUs, maxRttTimeoutUs, scanDelayUs } = context.request.timing;
  return { minUs: minRttTimeoutUs, maxUs: maxRttTimeoutUs, scanDelayUs };
}

/** Forgets all tries of an item. */
export function abandonItem(phase: Phase, lane: Lane, item: number): void {
  for (let id = newestOf(lane, item); id !== NONE; id = newestOf(lane, item)) {
    if (phase.work.means === 'connect') abandonConnect(phase, id);
    release(phase, lane, id);
  }
}

export function abandonPings(phase: Phase, lane: Lane): void {
  for (const id of [...lane.pings]) release(phase, lane, id);
}

/** Forgets a probe, whatever state it is in. */
function release(phase: Phase, lane: Lane, id: number): void {
  const { pool, group } = phase;
  if (pool.isActive(id)) {
    deactivate(lane, pool, id);
    group.active--;
  }
  if (phase.work.means === 'connect') phase.connects.delete(pool.keyOf(id));
  forget(lane, pool, id);
}

/** The item has its answer: its other tries are not sent again. Active ones still tell something by answering. */
export function retireOthers(phase: Phase, lane: Lane, item: number): void {
  const { pool } = phase;
  for (let id = newestOf(lane, item); id !== NONE; id = pool.olderOf(id)) {
    if (pool.stateOf(id) === PROBE.WAITING || pool.stateOf(id) === PROBE.CAPPED) retire(lane, pool, id);
  }
}

/** The host needs no more answers in this phase: everything outstanding is forgotten. */
export function abandonLane(phase: Phase, lane: Lane): void {
  lane.done = true;
  for (let item = 0; item < phase.work.items; item++) abandonItem(phase, lane, item);
  abandonPings(phase, lane);
}
