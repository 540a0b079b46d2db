import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalCommands } from './canonical.ts';
import { parseFirewall } from './parse.ts';
import type { RuleSet } from './ruleset.ts';
import { firewallText } from './testing/arbitrary.ts';
import { hasIptables, quoted, RESET, runInNamespace } from './testing/kernel.ts';

function parsed(text: string): RuleSet {
  const result = parseFirewall(text);
  if (!result.ok) throw new Error(`${JSON.stringify(result.error)}\n${text}`);
  return result.value;
}

/** The canonical commands as a text; single quotes, so that every word stays one. */
const printed = (rules: RuleSet): string =>
  canonicalCommands(rules)
    .map((words) => ['iptables', ...words.map(quoted)].join(' '))
    .join('\n');

describe('canonicalCommands', () => {
  it('gives back the same rules when parsed', () => {
    fc.assert(
      fc.property(firewallText(8), (text) => {
        const rules = parsed(text);
        expect(parsed(printed(rules))).toEqual(rules);
      }),
      { numRuns: 400 },
    );
  });

  it('has no word of a comment', () => {
    const text = 'iptables -A INPUT -m comment --comment "x; flush ruleset" -j DROP # and this';
    expect(canonicalCommands(parsed(text))).toEqual([['-t', 'filter', '-A', 'INPUT', '-j', 'DROP']]);
  });

  it('makes chains before rules, and drops by policy last', () => {
    const text =
      'iptables -P INPUT DROP\niptables -N mine\niptables -A INPUT -j mine\niptables -A mine -j ACCEPT';
    expect(canonicalCommands(parsed(text)).map((words) => words.slice(2).join(' '))).toEqual([
      '-N mine',
      '-A INPUT -j mine',
      '-A mine -j ACCEPT',
      '-P INPUT DROP',
    ]);
  });
});

describe('real iptables', () => {
  it.skipIf(!hasIptables())(
    'takes 300 random rule sets command by command, and saves the same rules',
    () => {
      const texts = fc.sample(firewallText(4), { numRuns: 300, seed: 7 });
      const sets = texts.map(parsed);
      const { stdout } = runInNamespace(sets.map(loadAndSave).join('\n'));
      const saved = stdout.split('=== end\n');
      expect(saved.length).toBe(sets.length + 1);
      for (const [index, rules] of sets.entries()) {
        const text = saved[index] ?? '';
        expect({ text: printed(rules), rules: parsed(withoutNotes(text)) }).toEqual({
          text: printed(rules),
          rules,
        });
      }
    },
    240_000,
  );
});

const withoutNotes = (text: string): string => text.replace(/^#.*\n/gm, '');

/** A command that fails prints itself, which makes the saved text unreadable: the test names it. */
function loadAndSave(rules: RuleSet): string {
  const commands = canonicalCommands(rules).map((words) => {
    const line = ['iptables', ...words.map(quoted)].join(' ');
    return `${line} 2>&1 || echo ${quoted(`REFUSED ${words.join(' ')}`)}`;
  });
  return `${RESET}\n${commands.join('\n')}\niptables-save 2>/dev/null\necho '=== end'`;
}
