import type { Row } from './comparison.ts';

/** A difference that is understood and written down in FIDELITY.md under its id. */
export interface KnownDifference {
  readonly id: string;
  readonly lab: string;
  readonly differs: (row: Row) => boolean;
}

/** Every entry has its line in FIDELITY.md; a test holds the two together. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  { id: 'random-ttl', lab: 'routing-loop', differs: onlyInWhoAnswered },
];

export const knownDifference = (lab: string, row: Row): KnownDifference | undefined =>
  KNOWN_DIFFERENCES.find((known) => known.lab === lab && known.differs(row));

/** State and reason agree; only the address of the router that answered does not. */
function onlyInWhoAnswered(row: Row): boolean {
  const verdicts = Object.values(row.verdicts);
  return new Set(verdicts.map(({ state, reason }) => `${state} ${reason}`)).size === 1;
}
