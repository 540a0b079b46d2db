import { fromMs, type Us } from '../base/time.ts';
import { hasRoom } from './congestion.ts';
import type { Lane } from './lane.ts';
import type { Phase } from './phase.ts';
import { hasSample } from './rtt.ts';
import { persists } from './tries.ts';
import { SENDS_BETWEEN_POLLS } from './tuning.ts';

/** Between two tries that nmap would not make. */
const EXTRA_GAP = fromMs(5);

/**
 * Who may send now. nmap asks the group first, then the host; a minimum rate that is behind overrides the host's
 * congestion window, scan delay and pause.
 *
 * nmap has a further rule for connect(): no more calls if the last look at the results is more than
 * max(0.75 x srtt, 50 ms) ago. A step of this scanner takes no time, so the rule would never bite.
 */
export function groupMaySend(phase: Phase): boolean {
  const { group, context } = phase;
  if (phase.connects.size >= context.tuning.maxSockets) return false;
  if (group.sent - group.sentAtPoll >= SENDS_BETWEEN_POLLS) return false;
  const { maxRate } = context.request.timing;
  if (maxRate !== undefined && context.now < group.notBefore) return false;
  if (isBehind(phase)) return true;
  // One host alone is held back by its own window.
  if (phase.ring.length < 2) return true;
  return hasRoom(group.window.size, group.active);
}

export function laneMaySend(phase: Phase, lane: Lane): boolean {
  if (isBehind(phase)) return true;
  const { now } = phase.context;
  if (lane.pauseUntil !== -1) return now >= lane.pauseUntil;
  const gap = sendingGap(phase, lane);
  if (gap > 0 && now < lane.lastSentAt + gap) return false;
  return hasRoom(windowSize(phase, lane), lane.active);
}

/** The least time between two transmissions to a host. Extra tries keep to what the user asked for. */
export function sendingGap(phase: Phase, lane: Lane): Us {
  if (!persists(phase, lane)) return lane.delayUs;
  return Math.min(lane.delayUs, Math.max(phase.context.request.timing.scanDelayUs, EXTRA_GAP));
}

/** --min-rate: the next packet is due. */
export const isBehind = (phase: Phase): boolean =>
  phase.context.request.timing.minRate !== undefined && phase.context.now >= phase.group.notAfter;

/**
 * Without a timing ping a silent host's own window never moves, so that after a while the group's is a better
 * guess.
 */
function windowSize(phase: Phase, lane: Lane): number {
  if (persists(phase, lane)) return Math.max(lane.window.size, phase.context.tuning.initialWindow);
  if (lane.host.ping !== undefined || lane.sent < 80) return lane.window.size;
  const { window } = phase.group;
  return window.expected > 1 ? window.size : phase.context.tuning.initialWindow;
}

/** Items not yet asked at all. */
export const freshLeft = (phase: Phase, lane: Lane): number =>
  lane.done ? 0 : phase.work.items - lane.begun + lane.anew.length;

export const hasToSend = (phase: Phase, lane: Lane): boolean =>
  lane.waitingCount > 0 || freshLeft(phase, lane) > 0;

/** How long a probe to this host waits for its answer. */
export function probeTimeout(phase: Phase, lane: Lane): Us {
  if (hasSample(lane.host.rtt)) return lane.host.rtt.timeoutUs;
  return hasSample(phase.group.rtt) ? phase.group.rtt.timeoutUs : lane.host.rtt.timeoutUs;
}

/** How long a late answer still counts, from sending on. The socket of a connect() is closed at its timeout. */
export function probeExpiry(phase: Phase, lane: Lane): Us {
  const timeout = probeTimeout(phase, lane);
  return phase.work.means === 'connect' ? timeout : Math.min(10_000_000, 10 * timeout);
}
