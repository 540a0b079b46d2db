import { printable } from '../base/printable.ts';
import { formatIpv4, formatMac, type Ipv4 } from '../packet/index.ts';
import type { HostReport, PortReport } from '../scan/index.ts';
import { serviceName, TECHNIQUES } from '../technique/index.ts';
import { consolidate, hasOpenPorts, type PortSummary } from './consolidate.ts';
import type { ReportInput } from './input.ts';
import { count, latency } from './numbers.ts';
import { tableLines } from './table.ts';
import { isPingScan } from './timeline.ts';
import { dateSecond, epochSeconds } from './wall-time.ts';

/** What normal output says about one host; nothing for hosts that are left out. */
export function* hostBlock(input: ReportInput, host: HostReport): Generator<string> {
  const { report } = input;
  const { output } = report.request;
  if (host.state !== 'up') {
    if (host.state !== 'down') yield `Nmap scan report for ${hostName(host)}`;
    else if (output.verbosity > 0)
      yield `Nmap scan report for ${hostName(host)} [host down${received(input, host)}]`;
    return;
  }
  const scanned = !isPingScan(report);
  const summary = consolidate(host.ports, output);
  if (output.openOnly && scanned && !hasOpenPorts(summary)) return;
  yield `Nmap scan report for ${hostName(host)}`;
  const timing = host.timing === undefined ? '' : ` (${latency(host.timing.srttUs)}s latency)`;
  yield `Host is up${received(input, host)}${timing}.`;
  if (scanned && output.verbosity > 1) yield scannedAt(input, host);
  if (scanned && summary.total > 0) yield* portTable(input, host, summary);
  if (host.mac !== undefined) yield `MAC Address: ${formatMac(host.mac).toUpperCase()} (Unknown)`;
  if (scanned) yield '';
}

/** `target.lab (198.18.10.28)`, or the address alone. */
export function hostName({ address, name }: HostReport): string {
  const number = formatIpv4(address);
  return name === undefined || name === number ? number : `${printable(name)} (${number})`;
}

/** Whether hosts and ports are shown with the reason of their state. */
export const showsReasons = ({ report }: ReportInput): boolean =>
  report.request.output.reason || report.request.output.verbosity > 1;

/** `host-prohibited from 198.18.10.1 ttl 64` */
export function reasonText(reason: string, from: Ipv4 | undefined, ttl: number | undefined): string {
  const source = from === undefined ? '' : ` from ${formatIpv4(from)}`;
  return `${reason}${source}${ttl ? ` ttl ${ttl}` : ''}`;
}

function received(input: ReportInput, host: HostReport): string {
  if (!showsReasons(input)) return '';
  return `, received ${reasonText(host.reason, host.reasonFrom, host.reasonTtl)}`;
}

function scannedAt({ clock }: ReportInput, host: HostReport): string {
  const took = epochSeconds(clock, host.endedAt) - epochSeconds(clock, host.beganAt);
  return `Scanned at ${dateSecond(clock, host.beganAt)} for ${took}s`;
}

function* portTable(input: ReportInput, host: HostReport, summary: PortSummary): Generator<string> {
  const { shown, hidden, total } = summary;
  if (shown.length === 0) {
    yield `All ${total} scanned ports on ${hostName(host)} are in ignored states.`;
  }
  yield hidden.length === 0 ? '' : notShown(summary);
  if (hidesResets(input) && summary.counts.has('filtered')) {
    yield 'Note: with --defeat-rst-ratelimit, a closed port whose reset came too late may be listed as filtered';
  }
  if (shown.length === 0) return;
  const reasons = showsReasons(input);
  const header = ['PORT', 'STATE', 'SERVICE'];
  const rows = shown.map((row) => portCells(row, reasons));
  yield* tableLines([reasons ? [...header, 'REASON'] : header, ...rows]);
}

function portCells(row: PortReport, reasons: boolean): string[] {
  const name = serviceName(row.protocol, row.port) ?? 'unknown';
  const cells = [`${row.port}/${row.protocol}`, row.state, name];
  return reasons ? [...cells, reasonText(row.reason, row.from, row.ttl)] : cells;
}

/** `Not shown: 48 closed tcp ports (reset), 3 filtered tcp ports (admin-prohibited)` */
function notShown({ hidden }: PortSummary): string {
  const entries = hidden.flatMap(({ state, count: ofState, groups }) =>
    groups.map(
      ({ protocol, reason, count: amount }) =>
        `${amount} ${state} ${protocol} ${ofState === 1 ? 'port' : 'ports'} (${reason})`,
    ),
  );
  return `Not shown: ${entries.join(', ')}`;
}

const hidesResets = ({ report }: ReportInput): boolean =>
  report.request.timing.defeatRstRatelimit &&
  report.request.techniques.some((technique) => TECHNIQUES[technique].protocol === 'tcp');

/** `2 IP addresses (1 host up)` */
export function hostCount({ report }: ReportInput): string {
  const up = report.hosts.filter((host) => host.state === 'up').length;
  return `${count(report.hosts.length, 'IP address', 'IP addresses')} (${count(up, 'host')} up)`;
}
