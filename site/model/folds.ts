import { bisectRight } from 'd3';
import type { EventId } from '../../engine/trace/index.ts';
import type { HostView, PortRow } from './scan-view.ts';

/** Ports of one host that stand together: as rows of their own, or folded behind one row. */
export interface Fold {
  /** `995 closed tcp ports (reset)`, as nmap says it. */
  readonly title: string;
  readonly rows: readonly PortRow[];
  /** When each of them became known, ascending. */
  readonly known: Uint32Array;
}

export interface FoldedPorts {
  readonly shown: readonly PortRow[];
  readonly folds: readonly Fold[];
}

/** A host's ports as its report lists them: the states that nmap hides are folded, one fold a state, reason and protocol. */
export function foldedPorts(host: HostView): FoldedPorts {
  const known = folded.get(host) ?? fold(host);
  folded.set(host, known);
  return known;
}

/** Two views may show the same host. */
const folded = new WeakMap<HostView, FoldedPorts>();

function fold({ ports, hidden }: HostView): FoldedPorts {
  const keyOf = ({
    state,
    reason,
    protocol,
  }: Pick<PortRow, 'state' | 'protocol'> & { readonly reason: string }) => `${state} ${reason} ${protocol}`;
  const titles = new Map<string, string>();
  for (const { state, groups } of hidden) {
    for (const { reason, protocol, count } of groups) {
      const noun = `${protocol} port${count === 1 ? '' : 's'}`;
      titles.set(keyOf({ state, reason, protocol }), `${count} ${state} ${noun} (${reason})`);
    }
  }
  const behind = new Map<string, PortRow[]>([...titles.keys()].map((key) => [key, []]));
  const shown: PortRow[] = [];
  let last: PortRow | undefined;
  let place = shown;
  for (const row of ports) {
    // Of 65,535 ports nearly all are like the one before.
    if (row.state !== last?.state || row.reason !== last.reason || row.protocol !== last.protocol)
      place = behind.get(keyOf(row)) ?? shown;
    place.push(row);
    last = row;
  }
  const folds = [...behind].map(([key, rows]) => ({
    title: titles.get(key) ?? key,
    rows,
    known: Uint32Array.from(rows, ({ verdict }) => verdict).sort(),
  }));
  return { shown, folds };
}

/** How many of a fold's ports are known at the cursor. */
export const knownAt = ({ known }: Fold, cursor: EventId): number => bisectRight(known, cursor);
