import { type ScanReport, type ScanRequest, runScanNow } from '../../engine/scan/index.ts';
import { type TraceEvent, UNTRACED, createTraceLog } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { createWorld } from '../../simulator/network/index.ts';

/** What a scan gave, in whichever world: its conclusions and everything that happened. */
export interface ScanOutcome {
  readonly report: ScanReport;
  readonly events: readonly TraceEvent[];
}

/** Scans the simulated lab, in virtual time. Without a trace it is several times faster. */
export function scanSimulated(lab: Lab, request: ScanRequest, { traced }: { traced: boolean }): ScanOutcome {
  const trace = traced ? createTraceLog() : UNTRACED;
  const world = createWorld(lab, { trace, seed: lab.seed });
  const report = runScanNow(request, { vantage: world.vantage, trace }, world.transport());
  return { report, events: trace.events };
}
