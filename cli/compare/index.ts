export { hostsOfXml, verdictsOfXml } from './nmap-xml.ts';
export { comparisonTable } from './table.ts';
