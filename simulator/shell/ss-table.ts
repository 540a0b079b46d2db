/** A column of ss. */
export interface Column {
  readonly head: string;
  /** What parts it from the column before. */
  readonly gap: string;
  readonly cells: readonly string[];
  readonly isRight?: true;
}

export const alignRight = (column: Column): Column => ({ ...column, isRight: true });

/** The lines of a table as ss writes them where no terminal's width is to be filled: columns as wide as needed. */
export function tableOf(columns: readonly Column[]): string[] {
  const lines: string[] = [];
  for (const { head, gap, cells, isRight } of columns) {
    const width = Math.max(...[head, ...cells].map(({ length }) => length));
    for (const [index, cell] of [head, ...cells].entries()) {
      const padded = isRight ? cell.padStart(width) : cell.padEnd(width);
      lines[index] = `${lines[index] ?? ''}${gap}${padded}`;
    }
  }
  return lines;
}
