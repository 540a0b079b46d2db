import { nearest } from '../lab/index.ts';

/** `Did you mean "ss"? Commands are: iptables, ss.` */
export function nearestOf(word: string, known: readonly string[], are: string): string {
  const meant = nearest(word, known);
  const guess = meant === undefined ? '' : `Did you mean "${meant}"? `;
  return `${guess}${are}: ${known.join(', ')}.`;
}
