import type { Campus } from '../labs.ts';

/** The three ports on the two hosts that may be scanned. */
export const lineOf = ({ open, guarded, closed }: Campus): string =>
  `nmap -sS -p ${inOrder(open, guarded, closed)} --reason web files`;

export const inOrder = (...ports: readonly number[]): string => [...ports].sort((a, b) => a - b).join(',');
