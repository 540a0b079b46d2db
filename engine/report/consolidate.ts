import type { OutputOptions, PortReport, PortTable, Protocol } from '../scan/index.ts';
import { PORT_STATES, type PortState } from '../technique/index.ts';
import { type PortRanges, portRanges } from './port-ranges.ts';

/** A host's ports as a report shows them: rows, and states too frequent to be worth rows. */
export interface PortSummary {
  readonly total: number;
  /** TCP ascending, then UDP ascending. */
  readonly shown: readonly PortReport[];
  /** Most frequent first. */
  readonly hidden: readonly HiddenState[];
  /** How many ports have each state, shown or not. */
  readonly counts: ReadonlyMap<PortState, number>;
}

export interface HiddenState {
  readonly state: PortState;
  readonly count: number;
  /** One for each reason and protocol, most frequent first. */
  readonly groups: readonly HiddenGroup[];
}

export interface HiddenGroup {
  readonly reason: string;
  readonly protocol: Protocol;
  readonly count: number;
  /** `1-21,23-24` */
  readonly ports: string;
}

interface Group {
  readonly reason: string;
  readonly protocol: Protocol;
  count: number;
  readonly ranges: PortRanges;
}

interface Bucket {
  readonly state: PortState;
  /** More ports than this and the state is hidden. */
  readonly limit: number;
  count: number;
  /** Emptied as soon as the limit is passed, so that a million hidden ports cost no memory. */
  rows: PortReport[];
  readonly groups: Group[];
}

/**
 * Folds the states that would drown a report, in one pass over the table: at most 25 ports a state are listed, 25
 * more with each -v. Open ports are always listed, and open|filtered ones from -vvv on. With --open only open,
 * open|filtered and unfiltered ports are listed at all.
 */
export function consolidate(ports: PortTable, output: OutputOptions): PortSummary {
  const buckets = new Map<PortState, Bucket>();
  for (const row of ports) {
    let bucket = buckets.get(row.state);
    if (bucket === undefined) {
      bucket = { state: row.state, limit: limitOf(row.state, output), count: 0, rows: [], groups: [] };
      buckets.set(row.state, bucket);
    }
    addRow(bucket, row);
  }
  const all = [...buckets.values()];
  const shown = all.filter((bucket) => bucket.count <= bucket.limit).flatMap((bucket) => bucket.rows);
  return {
    total: ports.size,
    shown: shown.sort(byProtocolAndPort),
    hidden: all
      .filter((bucket) => bucket.count > bucket.limit)
      .sort(byCount)
      .map(hiddenState),
    counts: new Map(all.map((bucket) => [bucket.state, bucket.count])),
  };
}

/** Whether --open leaves anything of the host to report. */
export const hasOpenPorts = ({ counts }: PortSummary): boolean =>
  counts.has('open') || counts.has('open|filtered') || counts.has('unfiltered');

function limitOf(state: PortState, { openOnly, verbosity }: OutputOptions): number {
  if (openOnly && state !== 'open' && state !== 'open|filtered' && state !== 'unfiltered') return 0;
  if (state === 'open' || (state === 'open|filtered' && verbosity > 2)) return Number.POSITIVE_INFINITY;
  return 25 * (verbosity + 1);
}

function addRow(bucket: Bucket, row: PortReport): void {
  bucket.count++;
  if (bucket.count <= bucket.limit) bucket.rows.push(row);
  else if (bucket.rows.length > 0) bucket.rows = [];
  const group = groupOf(bucket, row);
  group.count++;
  group.ranges.add(row.port);
}

function groupOf({ groups }: Bucket, { reason, protocol }: PortReport): Group {
  const known = groups.find((group) => group.reason === reason && group.protocol === protocol);
  if (known !== undefined) return known;
  const group = { reason, protocol, count: 0, ranges: portRanges() };
  groups.push(group);
  return group;
}

function hiddenState({ state, count, groups }: Bucket): HiddenState {
  // Equal counts: the reason seen last stands first, as in nmap (sort is stable).
  const ordered = [...groups].reverse().sort((a, b) => b.count - a.count);
  return { state, count, groups: ordered.map(({ ranges, ...group }) => ({ ...group, ports: `${ranges}` })) };
}

/** States of equal count stand in their usual order. */
const byCount = (a: Bucket, b: Bucket): number =>
  b.count - a.count || PORT_STATES.indexOf(a.state) - PORT_STATES.indexOf(b.state);

const byProtocolAndPort = (a: PortReport, b: PortReport): number =>
  a.protocol === b.protocol ? a.port - b.port : a.protocol === 'tcp' ? -1 : 1;
