export { type Circumstances, likelyCause } from './causes.ts';
export { COLUMNS, type Column, type Comparison, type Row, compareVerdicts, differences } from './comparison.ts';
export { verdictsOfXml } from './nmap-xml.ts';
export { comparisonTable, portRanges } from './table.ts';
export { type Verdict, type Verdicts, verdictText, verdictsOf } from './verdict.ts';
