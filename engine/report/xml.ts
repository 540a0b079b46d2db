import { TCP_FLAG } from '../packet/index.ts';
import type { PhaseReport } from '../scan/index.ts';
import { TECHNIQUES, type TechniqueName } from '../technique/index.ts';
import { hostCount } from './host-block.ts';
import { commandLine, PROGRAM_NAME, type ReportInput } from './input.ts';
import { phaseTotal } from './normal.ts';
import { seconds } from './numbers.ts';
import { formatPorts } from './port-ranges.ts';
import { isPingScan, type TimelineItem, timeline } from './timeline.ts';
import { ctime, epochSeconds } from './wall-time.ts';
import { attributes, emptyTag, xmlText } from './xml-escape.ts';
import { hostElement, hostHint } from './xml-host.ts';

/** The version of nmap whose format this is; its readers ask for it. */
const SPOKEN = { scanner: 'nmap', version: '7.93', xmloutputversion: '1.05' } as const;

/**
 * -oX. Programs that read nmap's XML insist on `scanner="nmap"` (the DTD allows nothing else), so the element
 * says which format is spoken and a comment says who speaks.
 */
export function* xmlLines(input: ReportInput): Generator<string> {
  const { clock, program, report } = input;
  const command = commandLine(report.request.args);
  const started = { start: epochSeconds(clock, 0), startstr: ctime(clock, 0) };
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield '<!DOCTYPE nmaprun>';
  const author = `${PROGRAM_NAME} ${program.version}${program.world === undefined ? '' : ` (${program.world})`}`;
  yield `<!-- ${xmlText(`${author} scan initiated ${started.startstr} as: ${command}`)} -->`;
  const { scanner, ...versions } = SPOKEN;
  yield `<nmaprun${attributes({ scanner, args: command, ...started, ...versions })}>`;
  for (const technique of tcpFirst(report.request.techniques)) yield scanInfo(input, technique);
  yield emptyTag('verbose', { level: report.request.output.verbosity });
  yield emptyTag('debugging', { level: 0 });
  for (const item of timeline(report, input.events)) yield* elements(input, item);
  yield `<runstats>${finished(input)}${hostTotals(input)}`;
  yield '</runstats>';
  yield '</nmaprun>';
}

const tcpFirst = (techniques: readonly TechniqueName[]): TechniqueName[] =>
  [...techniques].sort(
    (a, b) => Number(TECHNIQUES[a].protocol === 'udp') - Number(TECHNIQUES[b].protocol === 'udp'),
  );

function scanInfo({ report }: ReportInput, name: TechniqueName): string {
  const { scanInfoType, protocol } = TECHNIQUES[name];
  const { ports, scanFlags } = report.request;
  return emptyTag('scaninfo', {
    type: scanInfoType,
    scanflags: protocol === 'tcp' && scanFlags !== undefined ? flagNames(scanFlags) : undefined,
    protocol,
    numservices: ports[protocol].length,
    services: formatPorts(ports[protocol]),
  });
}

/** `FINSYN`: names without a divider, lowest bit first. */
const flagNames = (flags: number): string =>
  Object.entries(TCP_FLAG)
    .filter(([, bit]) => (flags & bit) !== 0)
    .map(([name]) => name)
    .join('');

function* elements(input: ReportInput, item: TimelineItem): Generator<string> {
  const { report } = input;
  if (item.kind === 'unresolved') yield* skippedTarget(item.text);
  else if (item.kind === 'phase-begun') yield* task(input, item.phase, 'taskbegin');
  else if (item.kind === 'phase-ended') yield* task(input, item.phase, 'taskend');
  else if (item.kind === 'host-up' || item.kind === 'host') {
    const host = report.hosts[item.host];
    if (host === undefined) return;
    if (item.kind === 'host') yield* hostElement(input, host);
    else if (!isPingScan(report)) yield* hostHint(host);
  }
}

/** Names that nobody knows are left out, as nmap does; expressions that make no sense are listed. */
function* skippedTarget(sentence: string): Generator<string> {
  const specification = /"(.*)"/s.exec(sentence)?.[1];
  if (specification === undefined || sentence.startsWith('Failed to resolve')) return;
  yield emptyTag('target', { specification, status: 'skipped', reason: 'invalid' });
}

function* task({ clock, report }: ReportInput, phase: PhaseReport, name: string): Generator<string> {
  if (report.request.output.verbosity === 0) return;
  const isEnd = name === 'taskend';
  const time = epochSeconds(clock, isEnd ? phase.endedAt : phase.beganAt);
  yield emptyTag(name, { task: phase.name, time, extrainfo: isEnd ? phaseTotal(phase) : undefined });
}

function finished(input: ReportInput): string {
  const { clock, report } = input;
  const elapsed = seconds(report.elapsedUs);
  const timestr = ctime(clock, report.elapsedUs);
  const summary = `${PROGRAM_NAME} done at ${timestr}; ${hostCount(input)} scanned in ${elapsed} seconds`;
  return emptyTag('finished', {
    time: epochSeconds(clock, report.elapsedUs),
    timestr,
    summary,
    elapsed,
    exit: report.lost === undefined ? 'success' : 'error',
    errormsg: report.lost?.message,
  });
}

function hostTotals({ report }: ReportInput): string {
  const up = report.hosts.filter((host) => host.state === 'up').length;
  const total = report.hosts.length;
  return emptyTag('hosts', { up, down: total - up, total });
}
