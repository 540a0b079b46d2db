import { formatIpv4 } from '../packet/index.ts';
import type { ScanReport } from '../scan/index.ts';

/** One port's state and reason, as one of the columns of a comparison has it. */
export interface Verdict {
  readonly state: string;
  readonly reason: string;
  /** Who answered, where it was not the target. */
  readonly from?: string;
}

/** `198.18.10.28 tcp/22` -> verdict, for every port that one scan judged. */
export type Verdicts = ReadonlyMap<string, Verdict>;

export const verdictKey = (target: string, protocol: string, port: number): string =>
  `${target} ${protocol}/${port}`;

/** `filtered port-unreach from 198.18.10.1` */
export const verdictText = (verdict: Verdict): string =>
  `${verdict.state} ${verdict.reason}${verdict.from === undefined ? '' : ` from ${verdict.from}`}`;

export const sameVerdict = (a: Verdict, b: Verdict): boolean => verdictText(a) === verdictText(b);

/** The verdicts of one of our own scans. A host that is down has none. */
export function verdictsOf(report: ScanReport): Verdicts {
  const verdicts = new Map<string, Verdict>();
  for (const host of report.hosts) {
    if (host.state !== 'up') continue;
    for (const { protocol, port, state, reason, from } of host.ports) {
      const key = verdictKey(formatIpv4(host.address), protocol, port);
      verdicts.set(key, { state, reason, ...(from === undefined ? {} : { from: formatIpv4(from) }) });
    }
  }
  return verdicts;
}
