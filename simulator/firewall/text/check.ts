import { BUILT_IN, type HookName, isBuiltIn, type Rule, type TableName } from '../ruleset.ts';
import { TARGETS } from '../targets/index.ts';
import type { TableDraft } from './draft.ts';

type Fault = { readonly message: string; readonly remedy?: string } | undefined;

/** Where an interface is known: a packet that comes in has none to go out by yet, and the reverse. */
const NO_OUT: ReadonlySet<string> = new Set(['PREROUTING', 'INPUT']);
const NO_IN: ReadonlySet<string> = new Set(['OUTPUT', 'POSTROUTING']);

/** iptables itself forbids it: NAT sees only the first packet of a flow. */
export const NAT_DROPS: Fault = { message: 'The table nat is not for filtering: nothing is dropped there.' };

/** What real iptables would refuse in this table as it stands: targets out of place, missing chains, loops. */
export function findFault(name: TableName, table: TableDraft): Fault {
  for (const [chainName, { rules }] of table) {
    for (const rule of rules) {
      const fault = findRuleFault(name, table, chainName, rule);
      if (fault) return fault;
    }
  }
  return BUILT_IN[name].map((hook) => findHookFault(table, hook)).find((fault) => fault !== undefined);
}

function findRuleFault(name: TableName, table: TableDraft, chain: string, rule: Rule): Fault {
  const { target } = rule;
  if (name === 'nat' && target?.kind === 'verdict' && target.verdict === 'DROP') return NAT_DROPS;
  if (rule.inInterface && NO_IN.has(chain)) {
    return {
      message: `-i means nothing in ${chain}: the packet came in by no interface.`,
      remedy: 'Use -o.',
    };
  }
  if (rule.outInterface && NO_OUT.has(chain)) {
    return {
      message: `-o means nothing in ${chain}: the packet goes out by no interface.`,
      remedy: 'Use -i.',
    };
  }
  if (target?.kind === 'extension') {
    const tables = TARGETS.get(target.extension)?.tables ?? [];
    if (!tables.includes(name)) {
      return {
        message: `${target.extension} belongs in the table ${tables.join(' or ')}.`,
        remedy: `Write -t ${tables[0]}.`,
      };
    }
  }
  if (target?.kind !== 'jump' && target?.kind !== 'goto') return undefined;
  if (isBuiltIn(name, target.chain))
    return { message: `${target.chain} is built in: no rule can jump to it.` };
  if (table.has(target.chain)) return undefined;
  return {
    message: `There is no target or chain "${target.chain}".`,
    remedy: `Make the chain first (-N ${target.chain}), or use ACCEPT, DROP, RETURN, ${[...TARGETS.keys()].join(', ')}.`,
  };
}

/** Follows jumps from a built-in chain: a loop, or a target that may not be reached from there. */
function findHookFault(table: TableDraft, hook: HookName): Fault {
  const walk = (chain: string, path: readonly string[]): Fault => {
    if (path.includes(chain)) return { message: `The chains ${[...path, chain].join(' -> ')} form a loop.` };
    for (const { target } of table.get(chain)?.rules ?? []) {
      const hooks = target?.kind === 'extension' ? TARGETS.get(target.extension)?.hooks : undefined;
      if (target?.kind === 'extension' && hooks && !hooks.includes(hook)) {
        return { message: `${target.extension} has no place in ${hook}; only in ${hooks.join(' and ')}.` };
      }
      if (target?.kind !== 'jump' && target?.kind !== 'goto') continue;
      const fault = walk(target.chain, [...path, chain]);
      if (fault) return fault;
    }
    return undefined;
  };
  return walk(hook, []);
}
