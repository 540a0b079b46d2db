import {
  createScanner,
  progress,
  type ScanReport,
  type ScanRequest,
  scanReport,
  step,
} from '../../engine/scan/index.ts';
import type { TraceLog } from '../../engine/trace/index.ts';
import type { World } from '../../simulator/network/index.ts';
import type { Progress } from '../model/progress-text.ts';

/** How long a scan may go on in silence. */
const QUIET_MS = 100;
/** How many steps of the scanner pass between two looks at the clock. */
const STEPS_A_LOOK = 256;

/** Scans in virtual time and tells now and then, in the time of the person who waits, how far it is. */
export function runWatched(
  request: ScanRequest,
  { world, trace }: { readonly world: World; readonly trace: TraceLog },
  tell: (progress: Progress) => void,
): ScanReport {
  const state = createScanner(request, { vantage: world.vantage, trace });
  let steps = 0;
  let toldAt = performance.now();
  world.transport().run((input) => {
    if (++steps % STEPS_A_LOOK === 0 && performance.now() - toldAt > QUIET_MS) {
      toldAt = performance.now();
      tell({ events: trace.events.length, ...progress(state) });
    }
    return step(state, input)[1];
  });
  return scanReport(state);
}
