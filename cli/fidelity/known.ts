import type { Row } from '../compare/index.ts';
import type { MatrixTechnique } from './techniques.ts';

/** A difference that is understood and written down in FIDELITY.md under its id. */
export interface KnownDifference {
  readonly id: string;
  readonly lab: string;
  readonly technique: MatrixTechnique;
  readonly row: (row: Row) => boolean;
}

/** Every entry has its paragraph in FIDELITY.md; a test holds the two together. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [];

export const knownDifference = (
  lab: string,
  technique: MatrixTechnique,
  row: Row,
): KnownDifference | undefined =>
  KNOWN_DIFFERENCES.find((known) => known.lab === lab && known.technique === technique && known.row(row));
