import type { Comparison, Row } from '../../../engine/compare/index.ts';
import { PORT_STATES, type PortState } from '../../../engine/technique/index.ts';

/** The student's own column: a port's key to the state that was guessed. */
export type Guesses = ReadonlyMap<string, PortState>;

/** What can be guessed. `unknown` is no state of a port: it says that a scan was cut off. */
export const GUESSES: readonly PortState[] = PORT_STATES.filter((state) => state !== 'unknown');

export const stateOf = (text: string): PortState | undefined => GUESSES.find((state) => state === text);

export interface Score {
  readonly column: keyof Row['verdicts'];
  readonly right: number;
  /** Ports that were guessed and that the column has. */
  readonly of: number;
}

/** How many guesses each column confirms: the state counts, not the reason. */
export const scoresOf = ({ columns, rows }: Comparison, guesses: Guesses): readonly Score[] =>
  columns.map((column) => {
    const asked = rows.filter((row) => guesses.has(row.key) && row.verdicts[column] !== undefined);
    const right = asked.filter((row) => isRight(row, column, guesses)).length;
    return { column, right, of: asked.length };
  });

export const isRight = (row: Row, column: keyof Row['verdicts'], guesses: Guesses): boolean =>
  row.verdicts[column]?.state === guesses.get(row.key);
