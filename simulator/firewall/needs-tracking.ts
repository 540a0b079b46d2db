import { MATCHES } from './matches/index.ts';
import type { RuleSet } from './ruleset.ts';

/** Linux tracks connections in a namespace as soon as a rule asks for it, or the NAT table is used. */
export function needsTracking({ tables }: RuleSet): boolean {
  if (tables.some(({ name }) => name === 'nat')) return true;
  const rules = tables.flatMap(({ chains }) => chains.flatMap((chain) => chain.rules));
  return rules.some(
    ({ matches, target }) =>
      matches.some(({ extension }) => MATCHES.get(extension)?.tracks) ||
      (target?.kind === 'extension' && (target.extension === 'NOTRACK' || target.extension === 'CT')),
  );
}
