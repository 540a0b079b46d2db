import { writeReport } from '../../engine/report/index.ts';
import { createTraceLog } from '../../engine/trace/index.ts';
import { createWorld } from '../../simulator/network/index.ts';
import { PROGRAM } from '../model/program.ts';
import { understand } from '../model/understand.ts';
import type { ScanJob } from './protocol.ts';
import { runWatched } from './watched.ts';

/** What `-oM` writes of a scan. The same line in the same lab gives the same packets as it gave before. */
export function mermaid({ labText, args, clock }: ScanJob): string {
  const command = understand(labText, args);
  if (!command.ok) throw new Error(command.error);
  const { lab, request } = command.value;
  const trace = createTraceLog();
  const world = createWorld(lab, { trace });
  const report = runWatched(request, { world, trace }, () => {});
  return writeReport('mermaid', { report, clock, events: trace.events, program: PROGRAM });
}
