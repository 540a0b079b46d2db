import type { HostReport, PhaseReport, ScanReport } from '../scan/index.ts';
import type { TraceEvent } from '../trace/index.ts';
import { type Happening, happenings, isDiscovery } from './happenings.ts';

/** Everything a report tells, in the order in which it tells it. */
export type TimelineItem =
  | Happening
  /** An expression that named no host; nmap's sentence for it. */
  | { readonly kind: 'unresolved'; readonly text: string }
  /** The result of a host: `hosts[host]`. */
  | { readonly kind: 'host'; readonly host: number };

/**
 * What happened, with each host's result at its place: after the last port-scan phase of its group; hosts that
 * are down before the next group's first phase; without a port scan, after the discovery phase it was in.
 */
export function* timeline(report: ScanReport, events?: readonly TraceEvent[]): Generator<TimelineItem> {
  for (const text of report.unresolved) yield { kind: 'unresolved', text };
  const hosts = hostQueue(report);
  for (const happening of happenings(report, events)) {
    if (happening.kind === 'phase-begun') yield* hosts.beforePhase(happening.phase);
    yield happening;
    if (happening.kind === 'phase-ended') yield* hosts.afterPhase(happening.phase);
  }
  yield* hosts.rest();
}

export const isPingScan = (report: ScanReport): boolean => report.request.discovery.mode === 'only';

const isUp = (host: HostReport | undefined): boolean => host?.state === 'up';

function hostQueue(report: ScanReport) {
  const { phases, hosts } = report;
  const pingScan = isPingScan(report);
  const told = new Set<number>();
  const tell = function* (indexes: Iterable<number>): Generator<TimelineItem> {
    for (const host of indexes) {
      if (told.has(host)) continue;
      told.add(host);
      yield { kind: 'host', host };
    }
  };
  return {
    beforePhase: (phase: PhaseReport) =>
      tell(isDiscovery(phase) || !beginsGroup(phases, phase) ? [] : downHosts(hosts, phase, told)),
    afterPhase: (phase: PhaseReport) => {
      if (pingScan) return tell(ascending(phase.hosts));
      return tell(isDiscovery(phase) || !endsGroup(phases, phase) ? [] : ascending(phase.hosts));
    },
    rest: () => tell(hosts.keys()),
  };
}

const ascending = (indexes: readonly number[]): number[] => [...indexes].sort((a, b) => a - b);

/** Two port-scan phases belong to one group of hosts if they have a host in common. */
const sameGroup = (a: PhaseReport | undefined, b: PhaseReport | undefined): boolean =>
  a !== undefined && b !== undefined && !isDiscovery(a) && !isDiscovery(b) && a.hosts[0] === b.hosts[0];

const beginsGroup = (phases: readonly PhaseReport[], phase: PhaseReport): boolean =>
  !sameGroup(phases[phases.indexOf(phase) - 1], phase);

const endsGroup = (phases: readonly PhaseReport[], phase: PhaseReport): boolean =>
  !sameGroup(phase, phases[phases.indexOf(phase) + 1]);

/** The hosts that turned out to be down while this group was filled: those before the first host left for later. */
function* downHosts(
  hosts: readonly HostReport[],
  phase: PhaseReport,
  told: ReadonlySet<number>,
): Generator<number> {
  const group = new Set(phase.hosts);
  for (const [index, host] of hosts.entries()) {
    if (!isUp(host)) yield index;
    else if (!group.has(index) && !told.has(index)) return;
  }
}
