import type { Column, Row } from './comparison.ts';
import type { Verdict } from './verdict.ts';

/** What of a lab can make two scans of it differ. */
export interface LabFacts {
  /** Its simulated links lose or reorder packets; real ones do not. */
  readonly hasFaultyLinks: boolean;
  /** The matches that its firewalls use, `limit`, `conntrack` ... */
  readonly matches: ReadonlySet<string>;
}

/** What a cause is judged by: the differing row, and the lab. */
export interface Circumstances {
  readonly row: Row;
  readonly lab: LabFacts;
}

interface Cause {
  readonly id: string;
  /** Whether this cause can explain the row. */
  readonly when: (circumstances: Circumstances) => boolean;
  readonly text: string;
}

/** Likely causes of a difference, the most telling first; the first that fits is named. */
const CAUSES: readonly Cause[] = [
  {
    id: 'interface-lost',
    when: ({ row }) => verdicts(row).some((verdict) => verdict.state === 'unknown'),
    text: 'an interface went away during the scan',
  },
  {
    id: 'host-skipped',
    when: ({ row }) => Object.keys(row.verdicts).length < 3 && someMissing(row),
    text: 'one scan took the host for down and skipped it: add -Pn',
  },
  {
    id: 'link-faults',
    when: ({ lab }) => lab.hasFaultyLinks,
    text: 'the simulated links lose or reorder packets, the real ones do not: chance decides; raise --max-retries',
  },
  {
    id: 'rate-rule',
    when: ({ lab }) => uses(lab, ['limit', 'hashlimit', 'recent', 'connlimit', 'statistic']),
    text: 'a rule that counts packets or time: the answer depends on the pace and the order of the probes',
  },
  {
    id: 'icmp-rate-limit',
    when: ({ row }) =>
      stateMix(row, 'closed', 'open|filtered') || reasonMix(row, 'port-unreach', 'no-response'),
    text: "the target's kernel limits its ICMP errors (about one a second): an error that is not sent looks like silence",
  },
  {
    id: 'reject-from-router',
    when: ({ row }) => new Set(verdicts(row).map((verdict) => verdict.from)).size > 1,
    text: 'the error came from a router in one world and from the target in the other',
  },
  {
    id: 'connect-error',
    when: ({ row }) => reasonMix(row, 'conn-refused', 'port-unreach'),
    text: "connect() shows an ICMP port-unreachable as 'connection refused': compare scans of the same technique",
  },
  {
    id: 'conntrack-pickup',
    when: ({ row, lab }) => uses(lab, ['conntrack', 'state']) && stateMix(row, 'filtered', 'unfiltered'),
    text: 'connection tracking: an ACK can open a flow (nf_conntrack_tcp_loose), or a flow of an earlier scan is still known',
  },
  {
    id: 'loss',
    when: ({ row }) => verdicts(row).some((verdict) => verdict.reason === 'no-response'),
    text: 'an answer was lost or came too late in one scan: raise --max-retries or lower the rate',
  },
];

/** The likeliest cause of a difference, in one sentence. */
export function likelyCause(circumstances: Circumstances): string {
  const cause = CAUSES.find((one) => one.when(circumstances));
  return cause?.text ?? 'no known cause: please report this lab and command';
}

const verdicts = (row: Row): Verdict[] =>
  (Object.keys(row.verdicts) as Column[]).flatMap((column) => row.verdicts[column] ?? []);

const someMissing = (row: Row): boolean =>
  verdicts(row).length < Object.keys(row.verdicts).length || !row.agrees;

const stateMix = (row: Row, ...states: string[]): boolean =>
  states.every((state) => verdicts(row).some((verdict) => verdict.state === state));

const reasonMix = (row: Row, ...reasons: string[]): boolean =>
  reasons.every((reason) => verdicts(row).some((verdict) => verdict.reason === reason));

const uses = ({ matches }: LabFacts, names: readonly string[]): boolean =>
  names.some((name) => matches.has(name));
