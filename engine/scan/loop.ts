import { invariant } from '../base/invariant.ts';
import { MS_IN_US, type Us } from '../base/time.ts';
import type { Lane } from './lane.ts';
import { hasToSend, probeTimeout, sendingGap } from './permission.ts';
import type { Phase } from './phase.ts';
import { NONE } from './pool.ts';
import { nextLane, sendFirstTries, sendRetries } from './sending.ts';
import { takeStock } from './stock.ts';
import { sendTimingPings } from './timing-pings.ts';
import { SENDS_BETWEEN_POLLS } from './tuning.ts';

/** A poll for captured packets lasts at least so long, even if more could be sent at once. */
const LEAST_POLL = 2 * MS_IN_US;

/**
 * One round of nmap's main loop: see what timed out; then timing pings, retries, first tries. What comes back
 * until the next turn is asked for with `wake`.
 */
export function takeTurn(phase: Phase): void {
  const { group } = phase;
  takeStock(phase);
  if (phase.ring.length === 0) return;
  group.sentAtPoll = group.sent;
  sendTimingPings(phase);
  sendRetries(phase);
  // nmap looks for benched retries here; the look alone moves the ring on, so that a phase of several hosts
  // begins with the second.
  nextLane(phase);
  sendFirstTries(phase);
  scheduleTurn(phase);
}

/** An answer came. nmap reads on until all is quiet for a moment, or until nothing is in flight. */
export function noteMatch(phase: Phase): void {
  const { context, group } = phase;
  phase.lastMatchAt = context.now;
  // A wake that is due as well comes after all answers of its time; by then there would never be quiet.
  if (group.active === 0 || context.now >= phase.wakeAt) takeTurn(phase);
  else if (phase.wakeAt > context.now + leastPoll(phase)) wakeAt(phase, context.now + leastPoll(phase));
}

/** The time asked for came, unless answers have been dripping in since: then a moment later. */
export function noteWake(phase: Phase): void {
  const { context, lastMatchAt } = phase;
  if (context.now < phase.wakeAt) {
    wakeAt(phase, phase.wakeAt);
    return;
  }
  const quiet = lastMatchAt + leastPoll(phase);
  if (context.now < quiet && phase.group.active > 0) wakeAt(phase, quiet);
  else takeTurn(phase);
}

/** select() on sockets, unlike a capture, returns as soon as there is something. */
const leastPoll = (phase: Phase): Us => (phase.work.means === 'connect' ? 0 : LEAST_POLL);

/** Asks for exactly one wake at a time; a later one replaces it. */
function wakeAt(phase: Phase, at: Us): void {
  phase.wakeAt = Math.ceil(at);
  phase.context.effects.push({ type: 'wake', at: phase.wakeAt });
}

function scheduleTurn(phase: Phase): void {
  const { group, context } = phase;
  const poll = context.now + leastPoll(phase);
  const isFull = group.sent - group.sentAtPoll >= SENDS_BETWEEN_POLLS;
  wakeAt(phase, isFull ? poll : Math.max(poll, nextMoment(phase)));
}

/** The earliest time at which a turn can do more than this one could. */
function nextMoment(phase: Phase): Us {
  const { group, context } = phase;
  let earliest = Infinity;
  let anyToSend = false;
  for (const lane of phase.ring) {
    anyToSend ||= hasToSend(phase, lane);
    earliest = Math.min(earliest, laneMoment(phase, lane));
  }
  if (group.pingLane) earliest = Math.min(earliest, timeoutMoment(phase, group.pingLane));
  const { minRate, maxRate } = context.request.timing;
  if (anyToSend && minRate !== undefined && group.notAfter > context.now)
    earliest = Math.min(earliest, group.notAfter);
  if (anyToSend && maxRate !== undefined && group.notBefore > context.now) {
    earliest = Math.min(earliest, group.notBefore);
  }
  invariant(earliest > context.now && earliest < Infinity, 'a phase that is not over waits for something');
  return earliest;
}

function laneMoment(phase: Phase, lane: Lane): Us {
  const timeout = timeoutMoment(phase, lane);
  if (!hasToSend(phase, lane)) return timeout;
  const held = lane.pauseUntil !== -1 ? lane.pauseUntil : lane.lastSentAt + sendingGap(phase, lane);
  // What is over and still could not send waits for room in a window: for an answer or a timeout.
  return held > phase.context.now ? Math.min(timeout, held) : timeout;
}

const timeoutMoment = (phase: Phase, lane: Lane): Us =>
  lane.firstActive === NONE ? Infinity : phase.pool.sentAtOf(lane.firstActive) + probeTimeout(phase, lane);
