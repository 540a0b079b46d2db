import { fromMs, MS_IN_US, SECOND_IN_US } from '../base/time.ts';
import { acknowledge, dropGroup, dropHost } from './congestion.ts';
import { notice, record } from './context.ts';
import type { Lane } from './lane.ts';
import type { Phase } from './phase.ts';

/**
 * What is now known of a probe's fate moves windows and delays. A drop is an answer to a retry (the first try
 * was lost, then), or a timing ping without answer. A scan probe that merely times out is no drop: most likely
 * its port is filtered.
 */
export function adjustPace(phase: Phase, lane: Lane, id: number, answered: boolean): void {
  const { pool, group, context } = phase;
  const { tuning } = context;
  const isPing = pool.isPing(id);
  lane.window.expected++;
  group.window.expected++;
  const dropped = isPing ? !answered : answered && pool.attempt(id) > 0;
  if (dropped) noteDrop(phase, lane, pool.sentAtOf(id));
  if (answered) {
    const weight = isPing ? tuning.pingScale : 1;
    acknowledge(group.window, tuning, weight);
    acknowledge(lane.window, tuning, weight);
  }
  const lostAt = isPing ? pool.sentAtOf(id) : pool.previousSentAtOf(id);
  if (dropped && lostAt > lane.delayGrewAt) lane.dropsSinceGrowth++;
  else if (answered) lane.answersSinceGrowth++;
  const { dropsSinceGrowth: drops, answersSinceGrowth: answers } = lane;
  if (drops > 10 && drops / (drops + answers) > tuning.dropRatio) {
    growDelay(phase, lane, `${drops} out of ${drops + answers} dropped probes since last increase.`);
  }
}

function noteDrop(phase: Phase, lane: Lane, sentAt: number): void {
  const { group, context } = phase;
  const { tuning, now } = context;
  if (sentAt > lane.window.lastDropAt) {
    dropHost(lane.window, tuning, lane.active, now);
    if (context.traced) {
      const text = `window back to ${lane.window.size}, threshold ${lane.window.threshold}`;
      record(context, [], { kind: 'pace', what: 'congestion-drop', target: lane.host.name, text });
    }
  }
  if (sentAt > group.window.lastDropAt) dropGroup(group.window, tuning, group.active, now);
}

/** A retry was answered that had never been of use before: everybody gets one try more. */
export function raiseBestTry(phase: Phase, lane: Lane, attempt: number): void {
  lane.bestTry = attempt;
  if (attempt > phase.context.tuning.patience) {
    growDelay(phase, lane, `max_successful_tryno increase to ${attempt}`);
  }
}

/** Doubles the least time between two probes; closed UDP ports are slow, so UDP begins with a longer one. */
function growDelay(phase: Phase, lane: Lane, cause: string): void {
  const { context, work } = phase;
  const { timing, output } = context.request;
  const isUdp = work.items > 0 && work.specOf(0).kind === 'udp';
  const before = lane.delayUs;
  const longest = isUdp ? timing.maxUdpScanDelayUs : timing.maxTcpScanDelayUs;
  const grown = before === 0 ? fromMs(isUdp ? 50 : 5) : Math.min(before * 2, Math.max(before, SECOND_IN_US));
  lane.delayUs = Math.min(grown, longest);
  lane.delayGrewAt = context.now;
  lane.dropsSinceGrowth = 0;
  lane.answersSinceGrowth = 0;
  if (lane.delayUs === before) return;
  const change = `from ${before / MS_IN_US} to ${lane.delayUs / MS_IN_US}`;
  const text = `Increasing send delay for ${lane.host.name} ${change} due to ${cause}`;
  if (output.verbosity > 0) notice(context, text);
  record(context, [], { kind: 'pace', what: 'scan-delay', target: lane.host.name, text });
}

/** Accounts for `packets` just sent in the slots of --max-rate and --min-rate. */
export function advanceSlots(phase: Phase, packets: number): void {
  const { group, context } = phase;
  const { maxRate, minRate } = context.request.timing;
  // Slots may lie in the past: what was missed is caught up.
  if (maxRate !== undefined) group.notBefore += (packets * SECOND_IN_US) / maxRate;
  if (minRate !== undefined) {
    const from = Math.min(group.notAfter, context.now);
    group.notAfter = from + (packets * SECOND_IN_US) / minRate;
  }
}
