import { SECOND_IN_US } from '../base/time.ts';
import { record } from './context.ts';
import type { Lane } from './lane.ts';
import { freshLeft, groupMaySend, laneMaySend } from './permission.ts';
import type { Phase } from './phase.ts';
import { NONE, PROBE } from './pool.ts';
import { sendAgain, sendFresh } from './transmit.ts';
import { usualTry } from './tries.ts';

/** How long nothing is sent before a host is first sent any given higher try: its limiter may recover. */
const RATE_LIMIT_PAUSE = SECOND_IN_US;

/** Whose turn it is; the ring moves on. */
export function nextLane(phase: Phase): Lane | undefined {
  if (phase.turn >= phase.ring.length) phase.turn = 0;
  return phase.ring[phase.turn++];
}

/** One port a host a turn, hosts in a ring; whoever may not send is passed over. */
export function sendFirstTries(phase: Phase): void {
  let stuck: Lane | undefined;
  for (let lane = nextLane(phase); lane !== stuck && groupMaySend(phase); lane = nextLane(phase)) {
    if (lane && freshLeft(phase, lane) > 0 && laneMaySend(phase, lane)) {
      sendFresh(phase, lane);
      stuck = undefined;
    } else stuck ??= lane;
  }
}

/** One retry a host a pass, until nobody may or has to. */
export function sendRetries(phase: Phase): void {
  for (const lane of phase.ring) endPause(phase, lane);
  for (let sent = true; sent && groupMaySend(phase); ) {
    sent = false;
    for (const lane of phase.ring) {
      if (!groupMaySend(phase)) break;
      if (lane.waitingCount > 0 && laneMaySend(phase, lane) && retry(phase, lane)) sent = true;
    }
  }
}

/** Sends the newest probe that waits for a retry; or begins the pause that precedes the first such try. */
function retry(phase: Phase, lane: Lane): boolean {
  const { pool } = phase;
  const id = newestWaiting(phase, lane);
  if (id === NONE) return false;
  const attempt = pool.attempt(id) + 1;
  const isUsual = attempt <= usualTry(lane);
  if (isUsual && attempt > lane.pausedForTry && (phase.work.items > 1 || phase.work.means === 'arp')) {
    lane.pausedForTry = attempt;
    pause(phase, lane, attempt);
    return false;
  }
  lane.waiting.pop();
  lane.pauseUntil = -1;
  sendAgain(phase, lane, id);
  return true;
}

/** A pause before a retry that a late answer has made needless is over with nothing to follow it. */
function endPause(phase: Phase, lane: Lane): void {
  if (lane.waitingCount === 0 && phase.context.now >= lane.pauseUntil) lane.pauseUntil = -1;
}

/** The newest probe in the stack that still waits; stale entries above it are dropped. */
function newestWaiting(phase: Phase, lane: Lane): number {
  const { pool } = phase;
  for (let id = lane.waiting.at(-1); id !== undefined; id = lane.waiting.at(-1)) {
    if (pool.stateOf(id) === PROBE.WAITING && pool.laneOf(id) === lane.index) return id;
    lane.waiting.pop();
  }
  return NONE;
}

function pause(phase: Phase, lane: Lane, attempt: number): void {
  const { context } = phase;
  lane.pauseUntil = context.now + RATE_LIMIT_PAUSE;
  if (!context.traced) return;
  const text = `nothing is sent for 1000 ms before try ${attempt}, lest a rate limit passes for a filter`;
  record(context, [phase.began], { kind: 'pace', what: 'rate-limit-pause', target: lane.host.name, text });
}
