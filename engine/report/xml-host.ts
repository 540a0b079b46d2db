import { formatIpv4, formatMac } from '../packet/index.ts';
import type { HostReport, PortReport } from '../scan/index.ts';
import { serviceName } from '../technique/index.ts';
import { consolidate, type HiddenState, hasOpenPorts, type PortSummary } from './consolidate.ts';
import type { ReportInput } from './input.ts';
import { isPingScan } from './timeline.ts';
import { epochSeconds } from './wall-time.ts';
import { attributes, emptyTag } from './xml-escape.ts';

/** The `host` element; nothing for hosts that are left out. */
export function* hostElement(input: ReportInput, host: HostReport): Generator<string> {
  const { clock, report } = input;
  const { output } = report.request;
  if (host.state !== 'up') {
    if (host.state === 'down' && output.verbosity === 0) return;
    yield `<host>${status(host)}`;
    yield address(host);
    yield '</host>';
    return;
  }
  const scanned = !isPingScan(report);
  const summary = consolidate(host.ports, output);
  if (scanned && output.openOnly && !hasOpenPorts(summary)) return;
  const times = { starttime: epochSeconds(clock, host.beganAt), endtime: epochSeconds(clock, host.endedAt) };
  yield `<host${scanned ? attributes(times) : ''}>${status(host)}`;
  yield* identity(host);
  if (scanned && summary.total > 0) yield* portElements(summary);
  if (host.timing !== undefined) {
    const { srttUs, rttvarUs, timeoutUs } = host.timing;
    yield emptyTag('times', { srtt: srttUs, rttvar: rttvarUs, to: timeoutUs });
  }
  yield '</host>';
}

/** Written as soon as a host is found up. */
export function* hostHint(host: HostReport): Generator<string> {
  yield `<hosthint>${status(host)}`;
  yield* identity(host);
  yield '</hosthint>';
}

const status = (host: HostReport): string =>
  emptyTag('status', { state: host.state, reason: host.reason, reason_ttl: host.reasonTtl ?? 0 });

const address = (host: HostReport): string =>
  emptyTag('address', { addr: formatIpv4(host.address), addrtype: 'ipv4' });

function* identity(host: HostReport): Generator<string> {
  yield address(host);
  if (host.mac !== undefined) {
    yield emptyTag('address', { addr: formatMac(host.mac).toUpperCase(), addrtype: 'mac' });
  }
  yield '<hostnames>';
  if (host.name !== undefined) yield emptyTag('hostname', { name: host.name, type: 'user' });
  yield '</hostnames>';
}

function* portElements({ hidden, shown }: PortSummary): Generator<string> {
  let start = '<ports>';
  for (const state of hidden) {
    for (const line of extraPorts(state)) {
      yield start + line;
      start = '';
    }
  }
  for (const row of shown) {
    yield start + portElement(row);
    start = '';
  }
  yield `${start}</ports>`;
}

function* extraPorts({ state, count, groups }: HiddenState): Generator<string> {
  yield `<extraports${attributes({ state, count })}>`;
  for (const { reason, count: amount, protocol, ports } of groups) {
    yield emptyTag('extrareasons', { reason, count: amount, proto: protocol, ports });
  }
  yield '</extraports>';
}

function portElement({ protocol, port, state, reason, ttl, from }: PortReport): string {
  const name = serviceName(protocol, port);
  const verdict = emptyTag('state', {
    state,
    reason,
    reason_ttl: ttl ?? 0,
    reason_ip: from === undefined ? undefined : formatIpv4(from),
  });
  const service = name === undefined ? '' : emptyTag('service', { name, method: 'table', conf: 3 });
  return `<port${attributes({ protocol, portid: port })}>${verdict}${service}</port>`;
}
