import { ruleWords, wordsAsText } from './canonical.ts';
import type { Outcome, Setting } from './extension.ts';
import type { Judged } from './judged.ts';
import { MATCHES } from './matches/index.ts';
import type { Chain, MatchPart, Negatable, Rule, Table, TableName } from './ruleset.ts';
import { TARGETS } from './targets/index.ts';

/** How many packets and bytes a rule or policy met, as `iptables -nvL` shows. */
export interface Counters {
  packets: number;
  bytes: number;
}

/** A chain ready to judge. */
export interface LiveChain {
  readonly table: TableName;
  readonly name: string;
  readonly policy: 'ACCEPT' | 'DROP' | undefined;
  readonly rules: readonly LiveRule[];
  /** Of the policy. */
  readonly counters: Counters;
}

export interface LiveRule {
  /** From 1. */
  readonly number: number;
  readonly test: (packet: Judged) => boolean;
  readonly speech: Speech;
  readonly counters: Counters;
  /** As the target column of `iptables -L` has it. */
  readonly target: string;
  /** `-A INPUT -p tcp --dport 22 -j DROP` */
  readonly text: string;
}

/** What a rule that matches says. */
export type Speech =
  | Outcome
  | { readonly kind: 'drop' }
  | { readonly kind: 'return' }
  | { readonly kind: 'jump' | 'goto'; readonly chain: string };

export type LiveTable = ReadonlyMap<string, LiveChain>;

export const liveTable = (table: Table, setting: Setting): LiveTable =>
  new Map(table.chains.map((chain) => [chain.name, liveChain(table.name, chain, setting)]));

/** All counters of the table, of one chain, or of one rule (from 1; 0 is the policy). */
export function zeroCounters(table: LiveTable, chainName?: string, number?: number): void {
  for (const { name, counters, rules } of table.values()) {
    if (chainName !== undefined && name !== chainName) continue;
    for (const rule of [{ number: 0, counters }, ...rules]) {
      if (number !== undefined && rule.number !== number) continue;
      rule.counters.packets = 0;
      rule.counters.bytes = 0;
    }
  }
}

const liveChain = (table: TableName, { name, policy, rules }: Chain, setting: Setting): LiveChain => ({
  table,
  name,
  policy,
  counters: { packets: 0, bytes: 0 },
  rules: rules.map((rule, index) => ({
    number: index + 1,
    test: compile(rule, setting),
    speech: speechOf(rule),
    counters: { packets: 0, bytes: 0 },
    target: targetName(rule),
    text: `-A ${name} ${wordsAsText(ruleWords(rule))}`.trim(),
  })),
});

/** One test out of all conditions of a rule: the cheap ones first, then the matches in their order. */
function compile(rule: Rule, setting: Setting): (packet: Judged) => boolean {
  const tests = [...basicTests(rule), ...rule.matches.map((part) => compileMatch(part, setting))];
  return (packet) => {
    for (const test of tests) if (!test(packet)) return false;
    return true;
  };
}

function compileMatch({ extension, options }: MatchPart, setting: Setting): (packet: Judged) => boolean {
  return MATCHES.get(extension)?.compile(options, setting) ?? (() => false);
}

type Test = (packet: Judged) => boolean;

function basicTests({
  source,
  destination,
  protocol,
  inInterface,
  outInterface,
  fragment,
}: Rule): readonly Test[] {
  const tests: Test[] = [];
  const add = (condition: Negatable<object> | undefined, test: Test) => {
    if (condition) tests.push(condition.negated ? (packet) => !test(packet) : test);
  };
  if (source) add(source, (packet) => (packet.source & source.mask) >>> 0 === source.address);
  if (destination)
    add(destination, (packet) => (packet.destination & destination.mask) >>> 0 === destination.address);
  if (protocol) add(protocol, (packet) => packet.protocol === protocol.number);
  if (inInterface) add(inInterface, nameTest(inInterface.name, 'inInterface'));
  if (outInterface) add(outInterface, nameTest(outInterface.name, 'outInterface'));
  add(fragment, (packet) => packet.fragmentOffset > 0);
  return tests;
}

function nameTest(name: string, side: 'inInterface' | 'outInterface'): Test {
  if (!name.endsWith('+')) return (packet) => packet[side] === name;
  const prefix = name.slice(0, -1);
  return (packet) => packet[side].startsWith(prefix);
}

function speechOf({ target }: Rule): Speech {
  switch (target?.kind) {
    case undefined:
      return { kind: 'continue' };
    case 'jump':
    case 'goto':
      return target;
    case 'extension':
      return TARGETS.get(target.extension)?.outcome(target.options) ?? { kind: 'continue' };
    case 'verdict':
      return VERDICTS[target.verdict];
  }
}

const VERDICTS = { ACCEPT: { kind: 'accept' }, DROP: { kind: 'drop' }, RETURN: { kind: 'return' } } as const;

function targetName({ target }: Rule): string {
  if (!target) return '';
  if (target.kind === 'verdict') return target.verdict;
  return target.kind === 'extension' ? target.extension : target.chain;
}
