import { type Complaint, fail, ok, type Result } from '../../engine/base/result.ts';
import { type RuleSet, TABLE_NAMES, type TableName } from './ruleset.ts';
import { readCommand } from './text/command.ts';
import { RuleSetDraft } from './text/draft.ts';
import { isPlainName } from './text/values.ts';
import { splitLines, type Word } from './text/words.ts';

/**
 * Understands iptables commands as typed, one a line, or the output of iptables-save. `firstLine` is the line
 * of `text` in the file it came from, so that complaints name lines of that file.
 *
 * What real iptables refuses is refused with the reason, and so is what is not modelled: never is a rule
 * understood to mean something else than it says.
 */
export function parseFirewall(text: string, firstLine = 1): Result<RuleSet, readonly Complaint[]> {
  if (text.length > MOST_CHARACTERS) {
    return fail([{ message: `The rules are longer than ${MOST_CHARACTERS} characters.`, line: firstLine }]);
  }
  const saved = isSaved(text);
  const draft = new RuleSetDraft();
  const complaints: Complaint[] = [];
  const read = saved ? savedReader(draft) : (words: readonly Word[]) => applyCommand(draft, words);
  for (const line of splitLines(text, firstLine, saved)) {
    const complaint = 'complaint' in line ? line.complaint : read(line.words);
    if (complaint) complaints.push(complaint);
    if (complaints.length === MOST_COMPLAINTS) break;
  }
  return complaints.length > 0 ? fail(complaints) : ok(draft.finish());
}

/** Is it the output of iptables-save, and not commands? */
export const isSaved = (text: string): boolean => /^\s*(?:#[^\n]*\n\s*)*\*/.test(text);

/** Far beyond any lab; keeps hostile files from taking time. */
const MOST_CHARACTERS = 100_000;
/** After these the rest are likely consequences. */
const MOST_COMPLAINTS = 20;

const PROGRAM = /^(?:\/usr)?(?:\/sbin\/)?iptables(?:-nft|-legacy)?$/;

function applyCommand(draft: RuleSetDraft, words: readonly Word[]): Complaint | undefined {
  const [first] = words;
  const program = first?.text === 'sudo' ? words[1] : first;
  if (!program || !PROGRAM.test(program.text)) return notIptables(program ?? first);
  return apply(draft, words.slice(words.indexOf(program) + 1), program);
}

function apply(
  draft: RuleSetDraft,
  words: readonly Word[],
  place: Word,
  table?: TableName,
): Complaint | undefined {
  if (words.length === 0)
    return blame(place, 'The command does nothing.', 'Begin with -A, -I, -P or the like.');
  const command = readCommand(words, table);
  return command.ok ? draft.apply(command.value) : command.error;
}

function notIptables(word: Word | undefined): Complaint {
  const text = word?.text ?? '';
  if (/^ip6tables/.test(text)) return blame(word, 'IPv6 is not modelled.', 'Leave the ip6tables lines out.');
  if (/^(?:nft|ufw|firewall-cmd|ipset|iptables-restore)$/.test(text)) {
    return blame(
      word,
      `Rules of ${text} are not understood.`,
      'Write iptables commands, or iptables-save output.',
    );
  }
  if (/^(?:-[A-Z]|:)/.test(text))
    return blame(word, `"${text}" begins no command.`, 'Begin the line with iptables.');
  return blame(word, `"${text}" is not iptables.`, 'A line is a comment or an iptables command.');
}

/** Reads `*table`, `:CHAIN POLICY [packets:bytes]`, rules and COMMIT. */
function savedReader(draft: RuleSetDraft): (words: readonly Word[]) => Complaint | undefined {
  let table: TableName | undefined;
  return (words) => {
    const [first, second] = words;
    const text = first?.text ?? '';
    if (!first) return undefined;
    if (text.startsWith('*')) {
      if (table) return blame(first, `The table ${table} is not finished.`, 'Write COMMIT first.');
      table = TABLE_NAMES.find((name) => name === text.slice(1));
      if (!table)
        return blame(first, `The table ${text.slice(1)} is not modelled.`, 'raw, nat and filter are.');
      draft.reset(table);
      return undefined;
    }
    if (!table)
      return blame(first, `"${text}" stands outside any table.`, 'Begin the table with *filter or the like.');
    if (text === 'COMMIT') {
      table = undefined;
      return undefined;
    }
    if (text.startsWith(':')) return declareChain(draft, table, first, second);
    return apply(draft, /^\[[0-9]+:[0-9]+\]$/.test(text) ? words.slice(1) : words, first, table);
  };
}

/** `:INPUT DROP [0:0]` sets a policy, `:mine - [0:0]` makes a chain. */
function declareChain(draft: RuleSetDraft, table: TableName, first: Word, second: Word | undefined) {
  const chain = first.text.slice(1);
  const policy = second?.text ?? '';
  const base = { table, chain, rules: [], place: first };
  if (policy === 'ACCEPT' || policy === 'DROP') return draft.apply({ ...base, verb: 'policy', policy });
  if (policy !== '-')
    return blame(second ?? first, `"${policy}" is not a policy.`, 'Write ACCEPT, DROP or -.');
  if (!isPlainName(chain, 28)) return blame(first, `"${chain}" cannot name a chain.`);
  return draft.apply({ ...base, verb: 'new' });
}

function blame(word: Word | undefined, message: string, remedy?: string): Complaint {
  const { line = 1, column = 1, length = 1 } = word ?? {};
  return { message, ...(remedy === undefined ? {} : { remedy }), line, column, length };
}
