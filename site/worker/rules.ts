import { type Complaint, fail, ok, type Result } from '../../engine/base/result.ts';
import { BUILT_IN, MATCHES, parseFirewall, TABLE_NAMES, TARGETS } from '../../simulator/firewall/index.ts';
import { loadLab } from '../../simulator/lab/index.ts';
import { firewallIn } from '../../simulator/shell/index.ts';
import type { ExtensionWords, RuleWords } from '../model/firewall/rule-words.ts';
import type { RulesOf } from './firewall-jobs.ts';

export const rulesText = ({ labText, host }: RulesOf): { readonly rules: string } => ({
  rules: firewallIn(labText, host)?.text ?? '',
});

export function checkRules({ rules }: { readonly rules: string }): readonly Complaint[] {
  const read = parseFirewall(rules);
  return read.ok ? [] : read.error;
}

export function replaceRules({
  labText,
  host,
  rules,
}: RulesOf & { readonly rules: string }): Result<string, readonly Complaint[]> {
  const wrong = checkRules({ rules });
  if (wrong.length > 0) return fail(wrong);
  const firewall = firewallIn(labText, host);
  if (firewall === undefined) return fail([{ message: `The lab has no host "${host}".` }]);
  const text = firewall.replace(linesOf(rules));
  const lab = loadLab(text);
  return lab.ok ? ok(text) : fail(lab.error);
}

/** YAML takes the indentation of a block from its first line. */
function linesOf(rules: string): readonly string[] {
  const lines = rules.replaceAll('\r', '').trimEnd().split('\n');
  return lines.length === 1 && lines[0] === '' ? [] : lines.map((line) => line.trim());
}

export const ruleWords = (): RuleWords => ({
  tables: TABLE_NAMES.map((name) => ({ name, chains: BUILT_IN[name] })),
  matches: [...MATCHES.values()].map(wordsOf),
  targets: [...TARGETS.values()].map(wordsOf),
});

const wordsOf = ({ name, options }: Extension): ExtensionWords => ({
  name,
  options: options.map(({ flags, takes }) => ({ flag: flags[0] ?? '', takes: takes.join(', ') })),
});

interface Extension {
  readonly name: string;
  readonly options: readonly { readonly flags: readonly string[]; readonly takes: readonly string[] }[];
}
