import { invariant } from '../base/invariant.ts';
import { MS_IN_US, SECOND_IN_US, type Us } from '../base/time.ts';
import { record } from './context.ts';
import type { Lane } from './lane.ts';
import { takeStock } from './outcome.ts';
import { freshLeft, groupMaySend, hasToSend, laneMaySend, probeTimeout } from './permission.ts';
import type { Phase } from './phase.ts';
import { NONE, PROBE } from './pool.ts';
import { sendAgain, sendFresh, sendPing } from './transmit.ts';
import { usualTry } from './tries.ts';
import { SENDS_BETWEEN_POLLS } from './tuning.ts';

/** How long nothing is sent before a host is first sent any given higher try: its limiter may recover. */
const RATE_LIMIT_PAUSE = SECOND_IN_US;

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
  if (context.now < phase.wakeAt) return;
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

function nextLane(phase: Phase): Lane | undefined {
  if (phase.turn >= phase.ring.length) phase.turn = 0;
  return phase.ring[phase.turn++];
}

/** One port a host a turn, hosts in a ring; whoever may not send is passed over. */
function sendFirstTries(phase: Phase): void {
  let stuck: Lane | undefined;
  for (let lane = nextLane(phase); lane !== stuck && groupMaySend(phase); lane = nextLane(phase)) {
    if (lane && freshLeft(phase, lane) > 0 && laneMaySend(phase, lane)) {
      sendFresh(phase, lane);
      stuck = undefined;
    } else stuck ??= lane;
  }
}

/** One retry a host a pass, until nobody may or has to. */
function sendRetries(phase: Phase): void {
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
    if (pool.state[id] === PROBE.WAITING && pool.lane[id] === lane.index) return id;
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

/** Asks silent hosts what they answered before: losses show in it, where a silent port would mean nothing. */
function sendTimingPings(phase: Phase): void {
  const { group, context } = phase;
  const interval = phase.work.means === 'arp' ? SECOND_IN_US / 4 : 1.25 * SECOND_IN_US;
  const quiet = (last: { lastReceivedAt: Us; lastPingAt: Us }): boolean =>
    context.now - last.lastReceivedAt > interval && context.now - last.lastPingAt > interval;
  for (const lane of phase.ring) {
    if (lane.host.ping === undefined || lane.pauseUntil !== -1) continue;
    if (lane.sent < lane.sentAtLastPing + 10 || !quiet(lane)) continue;
    if (!groupMaySend(phase) || !hasToSend(phase, lane) || !laneMaySend(phase, lane)) continue;
    sendPing(phase, lane);
    lane.lastPingAt = context.now;
    lane.sentAtLastPing = lane.sent;
  }
  const { pingLane } = group;
  if (!pingLane || group.sent < group.sentAtLastPing + 20 || !quiet(group) || !groupMaySend(phase)) return;
  sendPing(phase, pingLane);
  group.lastPingAt = context.now;
  group.sentAtLastPing = group.sent;
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
  const held = lane.pauseUntil !== -1 ? lane.pauseUntil : lane.lastSentAt + lane.delayUs;
  // What is over and still could not send waits for room in a window: for an answer or a timeout.
  return held > phase.context.now ? Math.min(timeout, held) : timeout;
}

const timeoutMoment = (phase: Phase, lane: Lane): Us =>
  lane.firstActive === NONE
    ? Infinity
    : (phase.pool.sentAt[lane.firstActive] ?? 0) + probeTimeout(phase, lane);
