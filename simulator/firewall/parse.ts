import { type Complaint, fail, ok, type Result } from '../../engine/base/result.ts';
import { EMPTY_RULES, type RuleSet } from './ruleset.ts';

/**
 * Understands iptables commands as typed, one a line, or the output of iptables-save. `firstLine` is the line
 * of `text` in the file it came from, so that complaints name lines of that file.
 */
export function parseFirewall(text: string, firstLine = 1): Result<RuleSet, readonly Complaint[]> {
  if (text.trim() === '') return ok(EMPTY_RULES);
  return fail([{ message: 'Firewall rules are not understood yet.', line: firstLine }]);
}
