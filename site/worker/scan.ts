import { interactiveLines, needsTrace, REPORT_LINES, type ReportInput } from '../../engine/report/index.ts';
import type { ScanRequest } from '../../engine/scan/index.ts';
import { createTraceLog, UNTRACED } from '../../engine/trace/index.ts';
import { createWorld } from '../../simulator/network/index.ts';
import { PROGRAM } from '../model/program.ts';
import { scanView } from '../model/scan-view.ts';
import { understand } from '../model/understand.ts';
import { inParts } from './in-parts.ts';
import { keepWorld } from './latest-world.ts';
import { type Part, type ScanDone, type ScanJob, TRACED_PROBES } from './protocol.ts';
import { runWatched } from './watched.ts';

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
