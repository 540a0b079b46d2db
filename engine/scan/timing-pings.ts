import { SECOND_IN_US, type Us } from '../base/time.ts';
import { groupMaySend, hasToSend, laneMaySend } from './permission.ts';
import type { Phase } from './phase.ts';
import { sendPing } from './transmit.ts';

/** Asks silent hosts what they answered before: losses show in it, where a silent port would mean nothing. */
export function sendTimingPings(phase: Phase): void {
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
