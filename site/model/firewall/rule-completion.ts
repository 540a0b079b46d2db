import type { RuleWords } from './rule-words.ts';

/** What may stand at a place of a rule: the words, and where the one being typed begins. */
export interface RuleCompletion {
  /** Index in the line of the word that is completed. */
  readonly from: number;
  readonly words: readonly { readonly word: string; readonly detail: string }[];
}

type Offer = RuleCompletion['words'][number];

/** iptables(8), "OPTIONS". */
const COMMANDS: readonly Offer[] = [
  { word: '-A', detail: 'append a rule to a chain' },
  { word: '-I', detail: 'insert a rule, first or at a number' },
  { word: '-D', detail: 'delete a rule' },
  { word: '-R', detail: 'replace a rule' },
  { word: '-P', detail: 'policy of a built-in chain' },
  { word: '-N', detail: 'new chain' },
  { word: '-F', detail: 'delete all rules' },
  { word: '-t', detail: 'table' },
];
const CONDITIONS: readonly Offer[] = [
  { word: '-p', detail: 'protocol' },
  { word: '-s', detail: 'source address' },
  { word: '-d', detail: 'destination address' },
  { word: '-i', detail: 'interface it came in by' },
  { word: '-o', detail: 'interface it goes out by' },
  { word: '-f', detail: 'further fragments' },
  { word: '-m', detail: 'match' },
  { word: '-j', detail: 'target' },
  { word: '-g', detail: 'go to a chain for good' },
  { word: '!', detail: 'not' },
];
const PROTOCOLS: readonly Offer[] = [
  { word: 'tcp', detail: 'protocol 6' },
  { word: 'udp', detail: 'protocol 17' },
  { word: 'icmp', detail: 'protocol 1' },
  { word: 'all', detail: 'any protocol' },
];
const POLICIES: readonly Offer[] = [
  { word: 'ACCEPT', detail: 'let it pass' },
  { word: 'DROP', detail: 'discard it silently' },
];
const VERDICTS: readonly Offer[] = [...POLICIES, { word: 'RETURN', detail: 'back to the calling chain' }];

const TAKES_CHAIN = /^-[ADIRPFXZ]$/;

/** `line` up to the caret; `text` is all rules, for the chains that they make. */
export function ruleCompletion(words: RuleWords, text: string, line: string): RuleCompletion | undefined {
  if (line.trimStart().startsWith('#')) return undefined;
  const typed = /\S*$/.exec(line)?.[0] ?? '';
  const from = line.length - typed.length;
  const before = line.slice(0, from).trim().split(/\s+/).filter(Boolean);
  return { from, words: offers(words, text, before) };
}

function offers(words: RuleWords, text: string, before: readonly string[]): readonly Offer[] {
  const [last = ''] = before.slice(-1);
  if (before.length === 0) return [{ word: 'iptables', detail: 'a command' }];
  if (last === '-t') return words.tables.map(({ name }) => ({ word: name, detail: 'table' }));
  if (TAKES_CHAIN.test(last)) return chainsFor(words, text, before);
  if (last === '-p') return PROTOCOLS;
  if (last === '-m') return words.matches.map(({ name }) => ({ word: name, detail: 'match' }));
  if (last === '-j') return [...VERDICTS, ...targets(words), ...ownChains(text)];
  if (last === '-g') return ownChains(text);
  if (before.some((word) => word === '-P')) return before.at(-2) === '-P' ? POLICIES : [];
  if (!before.some((word) => TAKES_CHAIN.test(word))) return COMMANDS;
  return [...optionsOf(words, before), ...CONDITIONS];
}

const targets = ({ targets }: RuleWords): readonly Offer[] =>
  targets.map(({ name }) => ({ word: name, detail: 'target' }));

function chainsFor({ tables }: RuleWords, text: string, before: readonly string[]): readonly Offer[] {
  const table = before[before.indexOf('-t') + 1];
  const name = before.includes('-t') ? table : 'filter';
  const built = tables.find((one) => one.name === name)?.chains ?? [];
  return [...built.map((word) => ({ word, detail: 'built-in chain' })), ...ownChains(text)];
}

const ownChains = (text: string): readonly Offer[] =>
  [...new Set([...text.matchAll(/(?:^|\s)-N\s+(\S+)/g)].map(([, name = '']) => name))].map((word) => ({
    word,
    detail: 'own chain',
  }));

/** The options of the matches and the target that the rule has named so far; `-p tcp` names one too. */
function optionsOf({ matches, targets }: RuleWords, before: readonly string[]): readonly Offer[] {
  const after =
    (...flags: readonly string[]) =>
    (_: string, index: number) =>
      flags.includes(before[index - 1] ?? '');
  const named = new Set(before.filter(after('-m', '-p')));
  const target = before.find(after('-j'));
  return [
    ...matches.filter(({ name }) => named.has(name)),
    ...targets.filter(({ name }) => name === target),
  ].flatMap(({ options }) => options.map(({ flag, takes }) => ({ word: flag, detail: takes })));
}
