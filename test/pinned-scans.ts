/** Scans whose traces must be the same on every machine, every version of Node, for ever. */
export interface PinnedScan {
  readonly lab: string;
  readonly words: string;
}

export const PINNED_SCANS: readonly PinnedScan[] = [
  { lab: 'six-states', words: '-sS -n -p 21,22,80,139,443,445,8080 target' },
  { lab: 'six-states', words: '-sU -n -p 53,68,137,161 target' },
  { lab: 'six-states', words: '-sS -n target' },
  { lab: 'one-rule-three-answers', words: '-sT -n -p 22,80,443 target' },
  { lab: 'table-stateful', words: '-sA -n -Pn -p 21,80 target' },
  { lab: 'router-unreachable', words: '-sS -n -p 22,7001,7002,7003,7004 target' },
  { lab: 'statistic', words: '-sS -n --top-ports 200 target' },
];

/** How a pinned scan is called in the file of digests. */
export const pinName = ({ lab, words }: PinnedScan): string => `${lab} ${words}`;
