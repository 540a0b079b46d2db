import { complain, ok, type Result } from '../../engine/base/result.ts';
import { type Comparison, compareVerdicts, type Verdicts, verdictsOf } from '../../engine/compare/index.ts';
import type { ScanRequest } from '../../engine/scan/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import type { RunningLab } from '../lab/index.ts';
import { inFreshLab, REAL_SCANS, type RealScans } from './real.ts';
import { scanSimulated } from './simulated.ts';

/** One scan to be told in every world that is to be had. */
export interface Assignment {
  readonly lab: Lab;
  readonly labPath: string;
  /** nmap's part of the command line. */
  readonly args: readonly string[];
  readonly request: ScanRequest;
  readonly live: boolean;
  readonly nmap: boolean;
  readonly watch?: Watch;
  /** How the real lab is scanned, where more than the verdicts is to be kept. */
  readonly scans?: RealScans;
}

/** Begins to watch the lab of the live scan, and gives back what ends it. */
export type Watch = (running: RunningLab, lab: Lab) => Promise<() => Promise<void>>;

/**
 * Simulated, live and by nmap. Each real scan has a lab of its own: what one leaves behind in connection
 * tracking, `recent` lists or rate limits must not reach the next.
 */
export async function compareWorlds(assignment: Assignment): Promise<Result<Comparison>> {
  const { lab, labPath, args, request, scans = REAL_SCANS } = assignment;
  const simulated = verdictsOf(scanSimulated(lab, request, { traced: false }).report);
  const live = assignment.live
    ? await inFreshLab(lab, async (running) => {
        const unwatch = await assignment.watch?.(running, lab);
        const verdicts = await scans.live(running, labPath, [...args, '--seed', String(request.seed)]);
        await unwatch?.();
        return verdicts;
      })
    : undefined;
  if (live !== undefined && !live.ok) return complain(live.error.message);
  const nmap = assignment.nmap
    ? await inFreshLab(lab, (running) => scans.nmap(running, lab, args))
    : undefined;
  if (nmap !== undefined && !nmap.ok) return complain(nmap.error.message);
  const columns: { simulated: Verdicts; live?: Verdicts; nmap?: Verdicts } = { simulated };
  if (live !== undefined) columns.live = live.value;
  if (nmap !== undefined) columns.nmap = nmap.value;
  return ok(compareVerdicts(columns));
}
