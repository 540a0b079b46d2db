export { type Circumstances, likelyCause } from './causes.ts';
export {
  COLUMNS,
  type Column,
  type Comparison,
  compareVerdicts,
  differences,
  type Row,
} from './comparison.ts';
export { verdictsOfXml } from './nmap-xml.ts';
export { comparisonTable, portRanges } from './table.ts';
export { type Verdict, type Verdicts, verdictsOf, verdictText } from './verdict.ts';
