import { printable } from '../base/printable.ts';
import { formatIpv4 } from '../packet/index.ts';
import type { HostReport, PortReport } from '../scan/index.ts';
import { serviceName } from '../technique/index.ts';
import { consolidate, hasOpenPorts } from './consolidate.ts';
import { hostCount } from './host-block.ts';
import { commandLine, PROGRAM_NAME, type ReportInput } from './input.ts';
import { seconds } from './numbers.ts';
import { formatPorts } from './port-ranges.ts';
import { isPingScan, timeline } from './timeline.ts';
import { ctime } from './wall-time.ts';

/** -oG: one line a host and subject, fields divided by tabs. */
export function* grepableLines(input: ReportInput): Generator<string> {
  const { clock, program, report } = input;
  const command = printable(commandLine(report.request.args));
  yield `# ${PROGRAM_NAME} ${program.version} scan initiated ${ctime(clock, 0)} as: ${command}`;
  if (report.request.output.verbosity > 0) yield scannedPorts(input);
  for (const item of timeline(report)) {
    const host = item.kind === 'host' ? report.hosts[item.host] : undefined;
    if (host !== undefined) yield* hostLines(input, host);
  }
  const done = `${hostCount(input)} scanned in ${seconds(report.elapsedUs)} seconds`;
  yield `# ${PROGRAM_NAME} done at ${ctime(clock, report.elapsedUs)} -- ${done}`;
}

function scannedPorts({ report }: ReportInput): string {
  const { tcp, udp } = report.request.ports;
  const list = (ports: readonly number[]): string => `(${ports.length};${formatPorts(ports)})`;
  return `# Ports scanned: TCP${list(tcp)} UDP${list(udp)} SCTP(0;) PROTOCOLS(0;)`;
}

/** The name between the parentheses would be the one found by reverse lookup, which is never done here. */
function* hostLines({ report }: ReportInput, host: HostReport): Generator<string> {
  const { output } = report.request;
  const start = `Host: ${formatIpv4(host.address)} ()\t`;
  if (host.state !== 'up') {
    const word = host.state === 'down' ? 'Down' : 'Unknown';
    if (host.state === 'unknown' || output.verbosity > 0) yield `${start}Status: ${word}`;
    return;
  }
  const summary = consolidate(host.ports, output);
  const scanned = !isPingScan(report);
  if (scanned && output.openOnly && !hasOpenPorts(summary)) return;
  yield `${start}Status: Up`;
  if (!scanned || summary.total === 0) return;
  const [only, ...others] = summary.hidden;
  const ignored =
    only !== undefined && others.length === 0 ? `\tIgnored State: ${only.state} (${only.count})` : '';
  yield `${start}Ports: ${summary.shown.map(portField).join(', ')}${ignored}`;
}

/** `22/open/tcp//ssh///`: port, state, protocol, owner, service, RPC, version. */
function portField({ port, state, protocol }: PortReport): string {
  const service = serviceName(protocol, port)?.replaceAll('/', '|') ?? '';
  return `${port}/${state}/${protocol}//${service}///`;
}
