import { BUILT_IN, type HookName, isBuiltIn, type Rule, type TableName } from '../ruleset.ts';
import { TARGETS } from '../targets/index.ts';
import type { TableDraft } from './draft.ts';

type Fault = { readonly message: string; readonly remedy?: string } | undefined;

/** Where an interface is known: a packet that comes in has none to go out by yet, and the reverse. */
const NO_OUT: ReadonlySet<string> = new Set(['PREROUTING', 'INPUT']);
const NO_IN: ReadonlySet<string> = new Set(['OUTPUT', 'POSTROUTING']);

/** iptables itself forbids it: NAT sees only the first packet of a flow. */
export const NAT_DROPS: Fault = { message: 'The table nat is not for filtering: nothing is dropped there.' };

/** What real iptables would refuse of rules just made in a chain: targets out of place, missing chains, loops. */
export function findFault(name: TableName, table: TableDraft, chain: string, rules: readonly Rule[]): Fault {
  for (const rule of rules) {
    const fault = findRuleFault(name, table, chain, rule);
    if (fault) return fault;
  }
  if (!rules.some(isPlaceBound)) return undefined;
  return BUILT_IN[name].map((hook) => findHookFault(table, hook)).find((fault) => fault !== undefined);
}

/** May it matter from where such a rule is reached? */
const isPlaceBound = ({ target }: Rule): boolean => {
  if (target?.kind === 'extension') return TARGETS.get(target.extension)?.hooks !== undefined;
  return target?.kind === 'jump' || target?.kind === 'goto';
};

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

/** nf_tables follows jumps no deeper (NFT_JUMP_STACK_SIZE is 16, the built-in chain included). */
const DEEPEST = 15;
/** So many comparisons for one packet are no firewall but a trap: chains that jump twice each double their cost. */
const MOST_COMPARISONS = 100_000;

interface Reached {
  readonly fault?: Fault;
  readonly depth: number;
  /** The most rules that one packet can be compared with. */
  readonly comparisons: number;
}

/** Follows jumps from a built-in chain: a loop, too many, or a target that may not be reached from there. */
function findHookFault(table: TableDraft, hook: HookName): Fault {
  const { fault, depth, comparisons } = reach(table, hook, hook, [], new Map());
  if (fault) return fault;
  if (depth > DEEPEST) return { message: `Chains are nested deeper than ${DEEPEST} from ${hook}.` };
  if (comparisons <= MOST_COMPARISONS) return undefined;
  return { message: `One packet in ${hook} could be compared with more than ${MOST_COMPARISONS} rules.` };
}

function reach(
  table: TableDraft,
  hook: HookName,
  chain: string,
  path: readonly string[],
  known: Map<string, Reached>,
): Reached {
  if (path.includes(chain)) {
    return {
      fault: { message: `The chains ${[...path, chain].join(' -> ')} form a loop.` },
      depth: 0,
      comparisons: 0,
    };
  }
  const before = known.get(chain);
  if (before) return before;
  let [depth, comparisons] = [0, 0];
  for (const { target } of table.get(chain)?.rules ?? []) {
    comparisons++;
    const hooks = target?.kind === 'extension' ? TARGETS.get(target.extension)?.hooks : undefined;
    if (target?.kind === 'extension' && hooks && !hooks.includes(hook)) {
      const message = `${target.extension} has no place in ${hook}; only in ${hooks.join(' and ')}.`;
      return { fault: { message }, depth, comparisons };
    }
    if (target?.kind !== 'jump' && target?.kind !== 'goto') continue;
    const further = reach(table, hook, target.chain, [...path, chain], known);
    if (further.fault) return further;
    depth = Math.max(depth, further.depth + 1);
    comparisons += further.comparisons;
  }
  const reached = { depth, comparisons };
  known.set(chain, reached);
  return reached;
}
