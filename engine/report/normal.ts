import { printable } from '../base/printable.ts';
import { formatIpv4 } from '../packet/index.ts';
import type { PhaseReport } from '../scan/index.ts';
import { TECHNIQUES } from '../technique/index.ts';
import { isDiscovery } from './happenings.ts';
import { hostBlock, hostCount, hostName } from './host-block.ts';
import { commandLine, PROGRAM_NAME, type ReportInput } from './input.ts';
import { byteCount, count, seconds } from './numbers.ts';
import { packetTraceLine } from './packet-trace.ts';
import { type TimelineItem, timeline } from './timeline.ts';
import { ctime, dateMinute, hourMinute } from './wall-time.ts';

/** What the terminal shows, line by line (nmap-behaviour of 7.93; the program's own name, our own notes). */
export function* interactiveLines(input: ReportInput): Generator<string> {
  const { clock, program, report } = input;
  const world = program.world === undefined ? '' : ` ( ${printable(program.world)} )`;
  yield `Starting ${PROGRAM_NAME} ${program.version}${world} at ${dateMinute(clock, 0)}`;
  for (const item of timeline(report, input.events)) {
    yield* item.kind === 'host' || !isProgress(item) ? commonLines(input, item) : progressLines(input, item);
  }
  yield* closingNotes(input);
  yield `${PROGRAM_NAME} done: ${hostCount(input)} scanned in ${seconds(report.elapsedUs)} seconds`;
  if (report.request.output.verbosity > 0 && sendsRawPackets(input)) yield packetCounts(input);
}

/** The file of -oN: without the progress that -v shows on the terminal, and with other first and last lines. */
export function* normalLines(input: ReportInput): Generator<string> {
  const { clock, program, report } = input;
  const command = printable(commandLine(report.request.args));
  yield `# ${PROGRAM_NAME} ${program.version} scan initiated ${ctime(clock, 0)} as: ${command}`;
  for (const item of timeline(report, input.events)) yield* commonLines(input, item);
  if (report.lost !== undefined) yield* lostLines(input);
  const done = `${hostCount(input)} scanned in ${seconds(report.elapsedUs)} seconds`;
  yield `# ${PROGRAM_NAME} done at ${ctime(clock, report.elapsedUs)} -- ${done}`;
}

type Progress = Extract<TimelineItem, { kind: 'phase-begun' | 'phase-ended' | 'open-port' | 'host-done' }>;

const isProgress = (item: TimelineItem): item is Progress =>
  item.kind === 'phase-begun' ||
  item.kind === 'phase-ended' ||
  item.kind === 'open-port' ||
  item.kind === 'host-done';

function* commonLines(input: ReportInput, item: TimelineItem): Generator<string> {
  if (item.kind === 'unresolved' || item.kind === 'notice') yield printable(item.text);
  if (item.kind === 'packet') {
    const line = packetTraceLine(item.event);
    if (line !== undefined) yield line;
  }
  const host = item.kind === 'host' ? input.report.hosts[item.host] : undefined;
  if (host !== undefined) yield* hostBlock(input, host);
}

function* progressLines(input: ReportInput, item: Progress): Generator<string> {
  const { clock, report } = input;
  if (report.request.output.verbosity === 0) return;
  if (item.kind === 'phase-begun') {
    yield `Initiating ${item.phase.name} at ${hourMinute(clock, item.phase.beganAt)}`;
    yield scanningLine(input, item.phase);
  } else if (item.kind === 'phase-ended') {
    const { name, beganAt, endedAt } = item.phase;
    const elapsed = seconds(endedAt - beganAt);
    yield `Completed ${name} at ${hourMinute(clock, endedAt)}, ${elapsed}s elapsed (${phaseTotal(item.phase)})`;
  } else {
    const host = report.hosts[item.host];
    if (host === undefined) return;
    const address = formatIpv4(host.address);
    if (item.kind === 'open-port') yield `Discovered open port ${item.port}/${item.protocol} on ${address}`;
    else {
      const left = `${count(item.left, 'host')} left`;
      yield `Completed ${item.phase.name} against ${address} in ${seconds(item.took)}s (${left})`;
    }
  }
}

/** `102 total ports`, `3 total hosts`: the number of a phase's probes without repetitions. */
export const phaseTotal = (phase: PhaseReport): string =>
  isDiscovery(phase)
    ? `${phase.hosts.length} total hosts`
    : `${phase.hosts.length * phase.ports} total ports`;

function scanningLine({ report }: ReportInput, phase: PhaseReport): string {
  const only = phase.hosts.length === 1 ? report.hosts[phase.hosts[0] ?? 0] : undefined;
  const ports = count(phase.ports, 'port');
  return only === undefined
    ? `Scanning ${phase.hosts.length} hosts [${ports}/host]`
    : `Scanning ${hostName(only)} [${ports}]`;
}

function* closingNotes(input: ReportInput): Generator<string> {
  const { report } = input;
  yield* lostLines(input);
  if (report.hosts.length === 0 && report.lost === undefined) {
    yield 'Warning: no target is left to scan.';
  }
  const [only, ...others] = report.hosts;
  if (only?.state === 'down' && others.length === 0 && report.request.discovery.mode !== 'skip') {
    yield 'Note: the host seems to be down. If it is up but lets no discovery probe through, try -Pn';
  }
}

function* lostLines({ report }: ReportInput): Generator<string> {
  if (report.lost === undefined) return;
  const { at, message } = report.lost;
  yield `Warning: the scan ended early, ${seconds(at)} s after its start: ${printable(message)}`;
  yield 'Ports without an answer until then are listed as unknown: their silence means nothing.';
}

/** Whether the request as such needs raw packets; ARP before a connect scan with -Pn does not count. */
function sendsRawPackets({ report }: ReportInput): boolean {
  const { techniques, discovery, privileged } = report.request;
  const probesHosts = privileged && discovery.mode !== 'skip' && report.phases.some(isDiscovery);
  return probesHosts || techniques.some((technique) => TECHNIQUES[technique].probe.kind !== 'connect');
}

function packetCounts({ report }: ReportInput): string {
  const { sent, sentBytes, received, receivedBytes } = report.packets;
  const rcvd = `${received} (${byteCount(receivedBytes)})`;
  return `           Raw packets sent: ${sent} (${byteCount(sentBytes)}) | Rcvd: ${rcvd}`;
}
