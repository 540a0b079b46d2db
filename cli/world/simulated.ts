import { runScanNow, type ScanRequest } from '../../engine/scan/index.ts';
import { createTraceLog, UNTRACED } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { createWorld } from '../../simulator/network/index.ts';
import type { ScanOutcome } from './outcome.ts';

/** Scans the simulated lab, in virtual time. Without a trace it is several times faster. */
export function scanSimulated(lab: Lab, request: ScanRequest, { traced }: { traced: boolean }): ScanOutcome {
  const trace = traced ? createTraceLog() : UNTRACED;
  const world = createWorld(lab, { trace, seed: lab.seed });
  const report = runScanNow(request, { vantage: world.vantage, trace }, world.transport());
  return { report, events: trace.events };
}
