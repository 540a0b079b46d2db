import { interactiveLines, needsTrace, REPORT_LINES, type ReportInput } from '../../engine/report/index.ts';
import {
  createScanner,
  progress,
  type ScanReport,
  type ScanRequest,
  scanReport,
  step,
} from '../../engine/scan/index.ts';
import { createTraceLog, type TraceLog, UNTRACED } from '../../engine/trace/index.ts';
import { createWorld, type World } from '../../simulator/network/index.ts';
import { PROGRAM } from '../model/program.ts';
import { scanView } from '../model/scan-view.ts';
import { understand } from './command.ts';
import { inParts } from './in-parts.ts';
import { keepWorld } from './latest-world.ts';
import { type Part, type Progress, type ScanDone, type ScanJob, TRACED_PROBES } from './protocol.ts';

/** Every scan meets its lab as just built: empty tables, no flows, time zero. So the same line gives the same run. */
export function scan(job: ScanJob, send: (part: Part) => void): ScanDone {
  const command = understand(job.labText, job.args);
  if (!command.ok) return { ok: false, complaint: command.error };
  const { lab, request, notices } = command.value;
  const traced = job.traceAll === true || needsTrace(request) || probesOf(request) <= TRACED_PROBES;
  const trace = traced ? createTraceLog() : UNTRACED;
  const world = createWorld(lab, { trace });
  keepWorld(job.labText, world);
  const report = runWatched(request, { world, trace }, (far) => send({ kind: 'progress', ...far }));
  const events = needsTrace(request) ? trace.events : [];
  const texts = textsOf({ report, clock: job.clock, events, program: PROGRAM });
  for (const part of inParts(trace.events)) send({ kind: 'events', events: part });
  const view = scanView(report);
  for (const [host, { ports }] of view.hosts.entries()) {
    for (const part of inParts(ports)) send({ kind: 'ports', host, ports: part });
  }
  return {
    ok: true,
    ...texts,
    notices,
    scan: { ...view, hosts: view.hosts.map((host) => ({ ...host, ports: [] })) },
    traced,
  };
}

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

const probesOf = ({ targets, techniques, ports }: ScanRequest): number =>
  targets.length * techniques.length * (ports.tcp.length + ports.udp.length);

/** The reports that were asked for: to the terminal, or to files that the page offers for saving. */
function textsOf(input: ReportInput): Pick<Extract<ScanDone, { ok: true }>, 'output' | 'files'> {
  const { files } = input.report.request.output;
  const toTerminal = files.filter(({ path }) => path === '-');
  const shown = toTerminal.map(({ format }) => textOf(REPORT_LINES[format](input)));
  return {
    output: toTerminal.length > 0 ? shown.join('') : textOf(interactiveLines(input)),
    files: files
      .filter(({ path }) => path !== '-')
      .map(({ format, path }) => ({ name: path, text: textOf(REPORT_LINES[format](input)) })),
  };
}

const textOf = (lines: Iterable<string>): string => Array.from(lines, (line) => `${line}\n`).join('');
