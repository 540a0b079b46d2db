import { MATCHES } from './matches/index.ts';
import type { Chain, MaskedAddress, Negatable, Rule, RuleSet, Table } from './ruleset.ts';
import { TARGETS } from './targets/index.ts';
import { ALL_ONES, printAddress, printMask, printProtocol } from './text/values.ts';

/**
 * The rules as argument vectors for iptables, without the program's name: policies, chains, rules. Run one by
 * one on an untouched host they build the set. No word of them is the author's own text: comments are gone,
 * names are of letters, digits, `_` and `-`.
 */
export function canonicalCommands(rules: RuleSet): readonly (readonly string[])[] {
  return rules.tables.flatMap((table) => [
    ...table.chains.filter(isOwn).map(({ name }) => ['-t', table.name, '-N', name]),
    ...table.chains.flatMap((chain) => ruleCommands(table, chain)),
    // Policies last: a chain that drops by policy would cut off whoever sets the rules up from a distance.
    ...table.chains
      .filter(({ policy }) => policy === 'DROP')
      .map(({ name }) => ['-t', table.name, '-P', name, 'DROP']),
  ]);
}

const isOwn = ({ policy }: Chain): boolean => policy === undefined;

const ruleCommands = (table: Table, { name, rules }: Chain): readonly (readonly string[])[] =>
  rules.map((rule) => ['-t', table.name, '-A', name, ...ruleWords(rule)]);

/** A rule's conditions and target, as iptables prints them. */
export function ruleWords(rule: Rule): readonly string[] {
  const { source, destination, inInterface, outInterface, protocol, fragment } = rule;
  return [
    ...condition(source, '-s', source && printMasked(source)),
    ...condition(destination, '-d', destination && printMasked(destination)),
    ...condition(inInterface, '-i', inInterface?.name),
    ...condition(outInterface, '-o', outInterface?.name),
    ...condition(protocol, '-p', protocol && printProtocol(protocol.number)),
    ...condition(fragment, '-f'),
    ...rule.matches.flatMap(({ extension, options }) => [
      ...['-m', extension],
      ...(MATCHES.get(extension)?.print(options) ?? []),
    ]),
    ...targetWords(rule),
  ];
}

function targetWords({ target }: Rule): readonly string[] {
  switch (target?.kind) {
    case undefined:
      return [];
    case 'verdict':
      return ['-j', target.verdict];
    case 'jump':
      return ['-j', target.chain];
    case 'goto':
      return ['-g', target.chain];
    case 'extension':
      return ['-j', target.extension, ...(TARGETS.get(target.extension)?.print(target.options) ?? [])];
  }
}

function condition(what: Negatable<object> | undefined, flag: string, value?: string): readonly string[] {
  if (!what) return [];
  return [...(what.negated ? ['!'] : []), flag, ...(value === undefined ? [] : [value])];
}

const printMasked = ({ address, mask }: MaskedAddress): string =>
  mask === ALL_ONES ? printAddress(address) : `${printAddress(address)}/${printMask(mask)}`;

/** Words as one would type them: those with anything unusual in them are quoted. For reading, never for a shell. */
export const wordsAsText = (words: readonly string[]): string =>
  words.map((word) => (/^[A-Za-z0-9_!.,:/+=@-]+$/.test(word) ? word : `"${word}"`)).join(' ');
