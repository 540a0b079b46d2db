/** Scans of one lab side by side: where they differ, whether that is known, and the likely cause. */
export { type Circumstances, type LabFacts, likelyCause } from './causes.ts';
export {
  COLUMNS,
  type Column,
  type Comparison,
  compareVerdicts,
  differences,
  type Row,
} from './comparison.ts';
export { KNOWN_DIFFERENCES, type KnownDifference, knownDifference } from './known.ts';
export { MATRIX_NAMES, MATRIX_TECHNIQUES, type MatrixTechnique } from './matrix-techniques.ts';
export { verdictsOfHosts } from './recorded.ts';
export { type Verdict, type Verdicts, verdictKey, verdictsOf, verdictText } from './verdict.ts';
