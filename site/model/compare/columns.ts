import {
  type Column,
  type Comparison,
  compareVerdicts,
  verdictsOfHosts,
} from '../../../engine/compare/index.ts';
import type { Recording } from '../../../engine/report/index.ts';
import type { ScanView } from '../scan-view.ts';
import { liveVerdicts, nmapVerdicts } from './recorded-verdicts.ts';

/** Ports in all columns that there are. */
export function comparisonOf(recording: Recording, simulated: ScanView | undefined): Comparison {
  const nmap = nmapVerdicts(recording);
  return compareVerdicts({
    ...(simulated === undefined
      ? {}
      : { simulated: verdictsOfHosts(simulated.hosts.filter(({ state }) => state === 'up')) }),
    live: liveVerdicts(recording),
    ...(nmap === undefined ? {} : { nmap }),
  });
}

export const COLUMN_TITLES: Readonly<Record<Column, string>> = {
  simulated: 'Simulated',
  live: 'Live',
  nmap: 'nmap',
};

/** Who answers which question, for whoever reads a column's head. */
export const COLUMN_NOTES: Readonly<Record<Column, string>> = {
  simulated: 'Halfopen scans the simulated lab, here and now.',
  live: 'Halfopen scanned the same lab built of real Linux hosts; recorded.',
  nmap: 'Real nmap scanned the same real hosts; recorded.',
};
