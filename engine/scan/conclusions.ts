import { reportOf, type ScanHost } from './host.ts';
import type { ScanReport } from './report.ts';
import type { ScanState } from './scanner.ts';

/** What is concluded so far; complete once the scanner has said `finished`. */
export function scanReport(state: ScanState): ScanReport {
  const { session, lost, startedAt } = state;
  const { context, hosts, phases } = session;
  const { request, now, packets, notices } = context;
  return {
    request,
    elapsedUs: now - startedAt,
    hosts: hosts.map(reportOf),
    phases: [...phases],
    packets: { ...packets },
    unresolved: request.unresolved,
    notices: [...notices],
    ...(lost === undefined ? {} : { lost }),
  };
}

/** How far the phase in hand is; `done` and `total` count questions to hosts. */
export function progress(state: ScanState): { done: number; total: number; phase: string } {
  const { phase } = state.session;
  if (phase === undefined) return { done: 0, total: 0, phase: '' };
  const total = phase.lanes.length * phase.work.items;
  let done = 0;
  for (const lane of phase.lanes) {
    done += lane.done
      ? phase.work.items
      : Math.max(0, lane.begun - lane.anew.length - lane.active - lane.waitingCount - lane.cappedCount);
  }
  return { done, total, phase: phase.work.name };
}

/** Takes back that a host is down where silence alone said so; whether it did. */
export function forgetDown(host: ScanHost): boolean {
  if (host.state !== 'down' || host.reason !== 'no-response') return false;
  host.state = 'unknown';
  host.reason = 'unknown-response';
  return true;
}

/** Takes back what was concluded from silence alone. */
export function forgetSilence(host: ScanHost): void {
  const { ports } = host;
  forgetDown(host);
  for (let row = 0; row < ports.size; row++) {
    if (ports.reasonAt(row) === 'no-response' || ports.stateAt(row) === undefined) {
      ports.set(row, { state: 'unknown', reason: 'unknown-response' }, 0);
    }
  }
}
