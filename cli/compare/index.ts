export { type Circumstances, likelyCause } from './causes.ts';
export {
  type Column,
  type Comparison,
  compareVerdicts,
  differences,
  type Row,
} from './comparison.ts';
export { hostsOfXml, verdictsOfHosts, verdictsOfXml } from './nmap-xml.ts';
export { comparisonTable } from './table.ts';
export { type Verdict, type Verdicts, verdictsOf, verdictText } from './verdict.ts';
