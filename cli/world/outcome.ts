import type { ScanReport } from '../../engine/scan/index.ts';
import type { TraceEvent } from '../../engine/trace/index.ts';

/** What a scan gave, in whichever world: its conclusions and everything that happened. */
export interface ScanOutcome {
  readonly report: ScanReport;
  readonly events: readonly TraceEvent[];
}
