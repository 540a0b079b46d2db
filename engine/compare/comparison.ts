import type { Verdict, Verdicts } from './verdict.ts';
import { sameVerdict } from './verdict.ts';

/** The columns that stand side by side, in their order. */
export const COLUMNS = ['simulated', 'live', 'nmap'] as const;
export type Column = (typeof COLUMNS)[number];

/** One port under one technique: what each column that was run says of it. A missing verdict is `undefined`. */
export interface Row {
  readonly key: string;
  readonly verdicts: Readonly<Partial<Record<Column, Verdict>>>;
  readonly agrees: boolean;
}

export interface Comparison {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** Lays the columns side by side, in the order of the first column; ports only later columns know come after. */
export function compareVerdicts(byColumn: Readonly<Partial<Record<Column, Verdicts>>>): Comparison {
  const columns = COLUMNS.filter((column) => byColumn[column] !== undefined);
  const keys = new Set(columns.flatMap((column) => [...(byColumn[column]?.keys() ?? [])]));
  const rows = [...keys].map((key): Row => {
    const verdicts: Partial<Record<Column, Verdict>> = {};
    for (const column of columns) {
      const verdict = byColumn[column]?.get(key);
      if (verdict !== undefined) verdicts[column] = verdict;
    }
    return { key, verdicts, agrees: allAgree(columns.map((column) => verdicts[column])) };
  });
  return { columns, rows };
}

export const differences = (comparison: Comparison): Row[] => comparison.rows.filter((row) => !row.agrees);

function allAgree(verdicts: readonly (Verdict | undefined)[]): boolean {
  const [first] = verdicts;
  return verdicts.every(
    (verdict) => verdict !== undefined && first !== undefined && sameVerdict(verdict, first),
  );
}
