import type { RuleSet } from './ruleset.ts';

/** The rules as argument vectors for iptables, without the program's name; run in this order they build the set. */
export function canonicalCommands(_rules: RuleSet): readonly (readonly string[])[] {
  return [];
}
