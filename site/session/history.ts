/** A value with its past and future: undo and redo. */
export interface Versions<Value> {
  readonly past: readonly Value[];
  readonly present: Value;
  readonly future: readonly Value[];
}

/** How far back undo reaches; a lab file is at most some ten thousand characters. */
const MOST = 100;

export const firstVersion = <Value>(present: Value): Versions<Value> => ({ past: [], present, future: [] });

export function changed<Value>(versions: Versions<Value>, next: Value): Versions<Value> {
  const { past, present } = versions;
  return next === present ? versions : { past: [...past, present].slice(-MOST), present: next, future: [] };
}

export function undone<Value>(versions: Versions<Value>): Versions<Value> {
  const { past, present, future } = versions;
  const before = past.at(-1);
  return before === undefined
    ? versions
    : { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

export function redone<Value>(versions: Versions<Value>): Versions<Value> {
  const { past, present, future } = versions;
  const [after, ...rest] = future;
  return after === undefined ? versions : { past: [...past, present], present: after, future: rest };
}
