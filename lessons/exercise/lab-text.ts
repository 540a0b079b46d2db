import { invariant } from '../../engine/base/invariant.ts';
import { firewallIn } from '../../simulator/shell/index.ts';

/** A lab with other rules on one of its hosts, all else as it is. `rules` are iptables commands. */
export function withRules(labText: string, host: string, rules: readonly string[]): string {
  const firewall = firewallIn(labText, host);
  invariant(firewall !== undefined, `the lab of an exercise has the host ${host}`);
  return firewall.replace(rules);
}

/** A lab with a piece of its text exchanged; the piece must be there. */
export function withText(labText: string, piece: string, other: string): string {
  invariant(labText.includes(piece), `the lab of an exercise says ${piece}`);
  return labText.replace(piece, other);
}

/** The rules as a block of a lab file, set in for `firewall: |` of a host. */
export const ruleBlock = (rules: readonly string[], indent = 6): string =>
  rules.map((rule) => `${' '.repeat(indent)}${rule}`).join('\n');
