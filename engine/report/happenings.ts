import type { Us } from '../base/time.ts';
import { formatIpv4 } from '../packet/index.ts';
import type { PhaseReport, Protocol, ScanReport } from '../scan/index.ts';
import type { TraceEvent } from '../trace/index.ts';
import { createPacketFilter } from './packet-filter.ts';

/** What a scan did in the course of time, as far as reports tell it. */
export type Happening =
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'phase-begun'; readonly phase: PhaseReport }
  | { readonly kind: 'phase-ended'; readonly phase: PhaseReport }
  /** A host was found up in a discovery phase. */
  | { readonly kind: 'host-up'; readonly host: number }
  | { readonly kind: 'open-port'; readonly host: number; readonly protocol: Protocol; readonly port: number }
  /** All ports of one of several hosts are done; the phase goes on. */
  | {
      readonly kind: 'host-done';
      readonly host: number;
      readonly took: Us;
      readonly left: number;
      readonly phase: PhaseReport;
    }
  /** A frame or a connect() that --packet-trace shows. */
  | { readonly kind: 'packet'; readonly event: TraceEvent };

export const isDiscovery = (phase: PhaseReport): boolean => phase.name.endsWith('Ping Scan');

/** From the trace where there is one, else from the phases and the table. */
export function* happenings(
  report: ScanReport,
  events: readonly TraceEvent[] | undefined,
): Generator<Happening> {
  const notices = noticeQueue(report);
  const told = events === undefined || !events.some(isPhase) ? fromPhases(report) : fromTrace(report, events);
  for (const { at, ...happening } of told) {
    // A notice of the very moment in which a phase ends came up inside that phase.
    yield* notices(happening.kind === 'phase-ended' ? at : at - 1);
    yield happening;
  }
  yield* notices(Number.POSITIVE_INFINITY);
}

type Timed = Happening & { readonly at: Us };

const isPhase = (event: TraceEvent): boolean => event.kind === 'phase';

function noticeQueue(report: ScanReport): (until: Us) => Generator<Happening> {
  const waiting = report.notices;
  let next = 0;
  return function* (until) {
    for (let notice = waiting[next]; notice !== undefined && notice.at <= until; notice = waiting[next]) {
      yield { kind: 'notice', text: notice.text };
      next++;
    }
  };
}

function* fromPhases(report: ScanReport): Generator<Timed> {
  for (const phase of report.phases) {
    yield { kind: 'phase-begun', phase, at: phase.beganAt };
    if (isDiscovery(phase)) {
      for (const host of phase.hosts) {
        if (report.hosts[host]?.state === 'up') yield { kind: 'host-up', host, at: phase.endedAt };
      }
    } else if (report.request.output.verbosity > 0) {
      for (const host of phase.hosts) yield* openPorts(report, phase, host);
    }
    yield { kind: 'phase-ended', phase, at: phase.endedAt };
  }
}

function* openPorts(report: ScanReport, phase: PhaseReport, host: number): Generator<Timed> {
  const protocol = phase.name === 'UDP Scan' ? 'udp' : 'tcp';
  for (const row of report.hosts[host]?.ports ?? []) {
    if (row.state !== 'open' || row.protocol !== protocol) continue;
    yield { kind: 'open-port', host, protocol, port: row.port, at: phase.endedAt };
  }
}

/** Follows the trace; its n-th phase is the report's n-th. */
function* fromTrace(report: ScanReport, events: readonly TraceEvent[]): Generator<Timed> {
  const { packetTrace, verbosity } = report.request.output;
  const packets = packetTrace ? createPacketFilter(events) : undefined;
  const done = verbosity > 0 ? createHostCounter() : undefined;
  const hostOf = hostFinder(report);
  let begun = 0;
  let phase: PhaseReport | undefined;
  for (const event of events) {
    if (packets?.(event)) yield { kind: 'packet', event, at: event.at };
    if (event.kind === 'phase' && event.what === 'begun') {
      phase = report.phases[begun++];
      if (phase !== undefined) yield { kind: 'phase-begun', phase, at: event.at };
    } else if (event.kind === 'phase' && phase !== undefined) {
      yield { kind: 'phase-ended', phase, at: event.at };
      phase = undefined;
    } else if (
      event.kind === 'discovery' &&
      event.state === 'up' &&
      phase !== undefined &&
      isDiscovery(phase)
    ) {
      const host = hostOf(event.target, phase);
      if (host !== undefined) yield { kind: 'host-up', host, at: event.at };
    } else if (event.kind === 'verdict' && phase !== undefined) {
      const host = hostOf(event.target, phase);
      if (host === undefined) continue;
      const { at, protocol, port } = event;
      if (event.state === 'open') yield { kind: 'open-port', host, protocol, port, at };
      const left = done?.(phase, host, port);
      if (left !== undefined) yield { kind: 'host-done', host, phase, left, took: at - phase.beganAt, at };
    }
  }
}

/** Finds the host an event names. An address scanned twice is two hosts: the one in this phase is meant. */
function hostFinder(report: ScanReport): (target: string, phase: PhaseReport) => number | undefined {
  const byAddress = new Map<string, number[]>();
  report.hosts.forEach((host, index) => {
    const address = formatIpv4(host.address);
    const others = byAddress.get(address);
    if (others === undefined) byAddress.set(address, [index]);
    else others.push(index);
  });
  return (target, phase) => {
    const found = byAddress.get(target) ?? [];
    return found.length < 2 ? found[0] : found.find((index) => phase.hosts.includes(index));
  };
}

/**
 * Says how many hosts are left when one of them has all its ports; nmap tells so in phases of more than 50 ports
 * and more than one host, the last host excepted.
 */
function createHostCounter(): (phase: PhaseReport, host: number, port: number) => number | undefined {
  const seen = new Map<PhaseReport, Map<number, Set<number>>>();
  return (phase, host, port) => {
    if (phase.ports <= 50 || phase.hosts.length < 2) return undefined;
    const hosts = seen.get(phase) ?? new Map<number, Set<number>>();
    seen.set(phase, hosts);
    const ports = hosts.get(host) ?? new Set<number>();
    hosts.set(host, ports);
    if (ports.has(port)) return undefined;
    ports.add(port);
    if (ports.size < phase.ports) return undefined;
    const finished = [...hosts.values()].filter((one) => one.size === phase.ports).length;
    const left = phase.hosts.length - finished;
    return left > 0 ? left : undefined;
  };
}
