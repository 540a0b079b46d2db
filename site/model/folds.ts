import { bisectRight } from 'd3';
import type { EventId } from '../../engine/trace/index.ts';
import type { HostView, PortRow } from './scan-view.ts';

/** Ports of one host that stand together: as rows of their own, or folded behind one row. */
export interface Fold {
  /** `995 closed tcp ports (reset)`, as nmap says it. */
  readonly title: string;
  readonly rows: readonly PortRow[];
  /** When each of them became known, ascending. */
  readonly known: readonly EventId[];
}

export interface FoldedPorts {
  readonly shown: readonly PortRow[];
  readonly folds: readonly Fold[];
}

/** A host's ports as its report lists them: the states that nmap hides are folded, one fold a state, reason and protocol. */
export function foldedPorts({ ports, hidden }: HostView): FoldedPorts {
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
  for (const row of ports) (behind.get(keyOf(row)) ?? shown).push(row);
  const folds = [...behind].map(([key, rows]) => ({
    title: titles.get(key) ?? key,
    rows,
    known: rows.map(({ verdict }) => verdict).sort((a, b) => a - b),
  }));
  return { shown, folds };
}

/** How many of a fold's ports are known at the cursor. */
export const knownAt = ({ known }: Fold, cursor: EventId): number => bisectRight(known, cursor);
