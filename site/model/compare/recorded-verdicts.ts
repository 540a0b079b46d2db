import { type Verdicts, verdictsOfHosts } from '../../../engine/compare/index.ts';
import type { Recording } from '../../../engine/report/index.ts';

/** What the live scan of a recording says of every port. A host that is down has none. */
export const liveVerdicts = ({ scan }: Recording): Verdicts =>
  verdictsOfHosts(scan.hosts.filter(({ state }) => state === 'up'));

/** What nmap says; undefined where it was not there. */
export const nmapVerdicts = ({ nmap }: Recording): Verdicts | undefined =>
  nmap && verdictsOfHosts(nmap.hosts.filter(({ state }) => state === 'up'));
