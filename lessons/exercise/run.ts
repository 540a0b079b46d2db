import { ok, type Result } from '../../engine/base/result.ts';
import { runScanNow } from '../../engine/scan/index.ts';
import { createTraceLog, type TraceEvent } from '../../engine/trace/index.ts';
import { type Lab, loadLab } from '../../simulator/lab/index.ts';
import { createWorld } from '../../simulator/network/index.ts';
import { type PortRow, type ScanView, scanView } from '../../site/model/scan-view.ts';
import { understandIn } from '../../site/model/understand.ts';
import { asSeenFrom } from './seen-from.ts';

/** What came of a line of nmap in a lab as just built. */
export interface Ran {
  readonly lab: Lab;
  readonly line: string;
  readonly events: readonly TraceEvent[];
  readonly scan: ScanView;
}

/** More than any exercise has use for; a scan of 65,536 ports would fill the memory with its trace. */
export const MOST_PROBES = 5_000;

/**
 * The latest runs: an answer is graded right after its exercise was shown, by the same lines in the same lab. The same
 * text gives the same run, so that nothing tells a remembered one from a new one.
 */
const latest = new Map<string, Result<Ran, string>>();
const MOST_KEPT = 6;

/** Runs `nmap ...` in a lab, with its trace. `from` is the host that scans, the scanner if left out. */
export function runLine(labText: string, line: string, from?: string): Result<Ran, string> {
  const key = JSON.stringify([labText, line, from]);
  const known = latest.get(key) ?? runAnew(labText, line, from);
  latest.delete(key);
  latest.set(key, known);
  for (const oldest of latest.keys()) if (latest.size > MOST_KEPT) latest.delete(oldest);
  return known;
}

/** The goals of an exercise are checked by several lines in one lab: it is read once. */
let read: { readonly labText: string; readonly lab: ReturnType<typeof loadLab> } | undefined;

function labOf(labText: string): ReturnType<typeof loadLab> {
  if (read?.labText !== labText) read = { labText, lab: loadLab(labText) };
  return read.lab;
}

function runAnew(labText: string, line: string, from?: string): Result<Ran, string> {
  const lab = labOf(labText);
  if (!lab.ok) return { ok: false, error: lab.error.map(({ message }) => message).join('\n') };
  return runIn(lab.value, line, from);
}

function runIn(lab: Lab, line: string, from?: string): Result<Ran, string> {
  const seen = from === undefined ? lab : asSeenFrom(lab, from);
  if (seen === undefined) return { ok: false, error: `The lab has no host "${from}".` };
  const command = understandIn(seen, wordsOf(line));
  if (!command.ok) return command;
  const { request } = command.value;
  const probes =
    request.targets.length *
    request.techniques.length *
    (request.ports.tcp.length + request.ports.udp.length);
  if (probes > MOST_PROBES)
    return {
      ok: false,
      error: `This line asks ${probes} questions; an exercise takes at most ${MOST_PROBES}.`,
    };
  const trace = createTraceLog();
  const world = createWorld(seen, { trace, seed: seen.seed });
  const report = runScanNow(request, { vantage: world.vantage, trace }, world.transport());
  return ok({ lab: seen, line, events: trace.events, scan: scanView(report) });
}

/** The words behind `nmap`; quotes are for names with spaces, which no lab has. */
const wordsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^(?:sudo\s+)?nmap\s*/, '')
    .split(/\s+/)
    .filter((word) => word !== '');

/** A port of a host in a run: `22/tcp`. */
export interface PortAt {
  /** Its name or address; absent for the first. */
  readonly host?: string;
  readonly port: string;
}

export function rowOf(ran: Ran, { host, port }: PortAt): PortRow | undefined {
  const hosts = ran.scan.hosts.filter(
    ({ name, address }) => host === undefined || host === name || host === address,
  );
  return hosts[0]?.ports.find((row) => `${row.port}/${row.protocol}` === port);
}
