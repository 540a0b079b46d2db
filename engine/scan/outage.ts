import type { Us } from '../base/time.ts';
import { abandonItem, abandonPings } from './answered.ts';
import { forgetDown } from './conclusions.ts';
import type { ScanHost } from './host.ts';
import { type Lane, newestOf } from './lane.ts';
import { takeTurn } from './loop.ts';
import { probeTimeout } from './permission.ts';
import type { Phase } from './phase.ts';
import { NONE } from './pool.ts';
import type { Session } from './session.ts';

/**
 * The link was away after `since` and is back. What it may have kept from being answered is asked anew, from its
 * first try on; what was answered before, or had been silent for its whole time before, stands.
 */
export function resume(session: Session, since: Us): void {
  const { phase } = session;
  if (phase === undefined) return;
  for (const lane of phase.lanes) askAnew(phase, lane, since);
  phase.ring = phase.lanes.filter((lane) => !lane.done);
  phase.turn = 0;
  doubtEndedPhases(session, since);
  takeTurn(phase);
}

function askAnew(phase: Phase, lane: Lane, since: Us): void {
  for (let item = 0; item < phase.work.items; item++) {
    if (mayBeCutOff(phase, lane, item, since)) {
      abandonItem(phase, lane, item);
      lane.anew.push(item);
    }
  }
  abandonPings(phase, lane);
  if (lane.anew.length === 0) return;
  lane.done = false;
  if (phase.group.pingLane === lane) phase.group.pingLane = undefined;
}

/**
 * Whether an item's last try was out at any time after `since`. When a given-up item was last asked is not kept:
 * where any was given up after `since`, all silent items of the host are doubtful.
 */
function mayBeCutOff(phase: Phase, lane: Lane, item: number, since: Us): boolean {
  const { pool, work } = phase;
  const newest = newestOf(lane, item);
  if (newest === NONE) return lane.gaveUpAt >= since && work.reconsider(lane, item);
  if (work.isSettled(lane, item)) return false;
  return pool.isActive(newest) || pool.sentAtOf(newest) + probeTimeout(phase, lane) > since;
}

/**
 * What silence led to in phases that had already ended when the loss was noticed. They are over, and are not
 * begun again: what they concluded in that moment is unknown.
 */
export function doubtEndedPhases({ hosts, phases }: Session, since: Us): void {
  for (const { hosts: indexes } of phases.filter(({ endedAt }) => endedAt > since))
    for (const index of indexes) {
      const host = hosts[index];
      if (host !== undefined) doubtSilence(host);
    }
}

function doubtSilence(host: ScanHost): void {
  forgetDown(host);
  for (let row = 0; row < host.ports.size; row++) {
    if (host.ports.reasonAt(row) === 'no-response')
      host.ports.set(row, { state: 'unknown', reason: 'unknown-response' }, 0);
  }
}
