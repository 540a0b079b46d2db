import type { Complaint } from '../../../engine/base/result.ts';
import {
  BUILT_IN,
  type Chain,
  isBuiltIn,
  type Rule,
  type RuleSet,
  TABLE_NAMES,
  type Table,
  type TableName,
} from '../ruleset.ts';
import { findFault, NAT_DROPS } from './check.ts';
import type { Command } from './command.ts';

export interface ChainDraft {
  policy: 'ACCEPT' | 'DROP' | undefined;
  rules: Rule[];
}

export type TableDraft = Map<string, ChainDraft>;

/** What a command did wrong; absent where all is well. */
type Fault = { readonly message: string; readonly remedy?: string } | undefined;

/** Rules under construction: commands change it one after the other, as they would change the kernel's. */
export class RuleSetDraft {
  private readonly tables = new Map<TableName, TableDraft>(
    TABLE_NAMES.map((name) => [name, untouched(name)]),
  );

  /** Back to the state of a host where the table was never touched, as iptables-restore does first. */
  reset(table: TableName): void {
    this.tables.set(table, untouched(table));
  }

  apply(command: Command): Complaint | undefined {
    const table = this.tables.get(command.table) ?? untouched(command.table);
    const { line, column, length } = command.place;
    const fault =
      this.change(table, command) ?? findFault(command.table, table, command.chain ?? '', command.rules);
    return fault && { ...fault, line, column, length };
  }

  finish(): RuleSet {
    const tables = TABLE_NAMES.map((name) => finishTable(name, this.tables.get(name) ?? untouched(name)));
    return { tables: tables.filter((table) => !isUntouched(table)) };
  }

  private change(table: TableDraft, command: Command): Fault {
    const { verb, chain: name } = command;
    if (name === undefined) return changeAll(table, command);
    if (verb === 'new') {
      if (table.has(name)) return { message: `The chain ${name} exists already.` };
      table.set(name, { policy: undefined, rules: [] });
      return undefined;
    }
    const chain = table.get(name);
    if (!chain) return noChain(command.table, name);
    if (verb === 'policy') return setPolicy(chain, command);
    if (verb === 'remove') return removeChain(table, name, chain);
    if (verb === 'rename') return renameChain(table, name, chain, command.newName ?? name);
    if (verb === 'flush') chain.rules = [];
    return changeRules(chain, command);
  }
}

function changeAll(table: TableDraft, { verb }: Command): Fault {
  if (verb === 'flush') for (const chain of table.values()) chain.rules = [];
  if (verb !== 'remove') return undefined;
  const own = [...table].filter(([, { policy }]) => policy === undefined);
  const kept = own.find(([name, { rules }]) => rules.length > 0 || isUsed(table, name));
  if (kept)
    return { message: `The chain ${kept[0]} is in use or holds rules.`, remedy: 'Flush with -F first.' };
  for (const [name] of own) table.delete(name);
  return undefined;
}

function setPolicy(chain: ChainDraft, { table, chain: name, policy }: Command): Fault {
  if (table === 'nat' && policy === 'DROP') return NAT_DROPS;
  if (chain.policy === undefined) return { message: `${name} is a chain of your own: it has no policy.` };
  chain.policy = policy;
  return undefined;
}

function removeChain(table: TableDraft, name: string, chain: ChainDraft): Fault {
  if (chain.policy !== undefined) return { message: `${name} is a built-in chain: it cannot be deleted.` };
  if (chain.rules.length > 0)
    return { message: `The chain ${name} holds rules.`, remedy: `Write -F ${name} first.` };
  if (isUsed(table, name))
    return { message: `Rules jump to the chain ${name}.`, remedy: 'Delete those first.' };
  table.delete(name);
  return undefined;
}

function renameChain(table: TableDraft, name: string, chain: ChainDraft, newName: string): Fault {
  if (chain.policy !== undefined) return { message: `${name} is a built-in chain: it cannot be renamed.` };
  if (table.has(newName)) return { message: `The chain ${newName} exists already.` };
  table.delete(name);
  table.set(newName, chain);
  for (const { rules } of table.values()) {
    for (const [index, rule] of rules.entries()) {
      const { target } = rule;
      const leads = (target?.kind === 'jump' || target?.kind === 'goto') && target.chain === name;
      if (leads) rules[index] = { ...rule, target: { ...target, chain: newName } };
    }
  }
  return undefined;
}

function changeRules(chain: ChainDraft, { verb, number, rules, chain: name }: Command): Fault {
  const { length } = chain.rules;
  if (verb === 'append') chain.rules.push(...rules);
  if (verb === 'insert') {
    if ((number ?? 1) > length + 1) return tooFar(name, length);
    chain.rules.splice((number ?? 1) - 1, 0, ...rules);
  }
  if (verb === 'replace') {
    if (rules.length > 1) return { message: 'One rule cannot be replaced by several.' };
    if ((number ?? 0) > length) return tooFar(name, length);
    chain.rules.splice((number ?? 1) - 1, 1, ...rules);
  }
  return verb === 'delete' ? deleteRules(chain, rules, number, name) : undefined;
}

function deleteRules(
  chain: ChainDraft,
  rules: readonly Rule[],
  number: number | undefined,
  name?: string,
): Fault {
  if (number !== undefined) {
    if (number > chain.rules.length) return tooFar(name, chain.rules.length);
    chain.rules.splice(number - 1, 1);
  }
  for (const rule of rules) {
    const found = chain.rules.findIndex((known) => sameRule(known, rule));
    if (found < 0) return { message: `The chain ${name} has no such rule.` };
    chain.rules.splice(found, 1);
  }
  return undefined;
}

/** Rules are built in one order of fields everywhere, so that their JSON tells whether they are the same. */
const sameRule = (one: Rule, other: Rule): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

const tooFar = (name: string | undefined, length: number): Fault => ({
  message: `The chain ${name} has ${length} ${length === 1 ? 'rule' : 'rules'}.`,
});

function noChain(table: TableName, name: string): Fault {
  const elsewhere = TABLE_NAMES.filter((other) => isBuiltIn(other, name));
  if (elsewhere.length === 0) {
    return {
      message: `There is no chain ${name} in the table ${table}.`,
      remedy: `Make it first: -N ${name}.`,
    };
  }
  return {
    message: `The table ${table} has no chain ${name}.`,
    remedy: `${elsewhere.join(' and ')} have one.`,
  };
}

const isUsed = (table: TableDraft, name: string): boolean =>
  [...table.values()].some(({ rules }) =>
    rules.some(({ target }) => (target?.kind === 'jump' || target?.kind === 'goto') && target.chain === name),
  );

const untouched = (name: TableName): TableDraft =>
  new Map(BUILT_IN[name].map((chain) => [chain, { policy: 'ACCEPT', rules: [] }]));

function finishTable(name: TableName, draft: TableDraft): Table {
  const chain = (chainName: string, { policy, rules }: ChainDraft): Chain => ({
    name: chainName,
    ...(policy === undefined ? {} : { policy }),
    rules,
  });
  const own = [...draft]
    .filter(([, { policy }]) => policy === undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const builtIn = [...draft].filter(([, { policy }]) => policy !== undefined);
  return { name, chains: [...builtIn, ...own].map(([chainName, made]) => chain(chainName, made)) };
}

const isUntouched = ({ chains }: Table): boolean =>
  chains.every(({ policy, rules }) => policy === 'ACCEPT' && rules.length === 0);
