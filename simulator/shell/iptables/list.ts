import type { Chain, Counters, MaskedAddress, Negatable, Rule, Table } from '../../firewall/index.ts';
import { systemProtocol } from '../../firewall/index.ts';
import { matchText, targetText } from './rule-text.ts';

/** What is to be shown: a table, a chain of it, or one rule there. */
export interface Shown {
  readonly table: Table;
  readonly chain?: string;
  /** From 1. */
  readonly number?: number;
}

/** How `iptables -L` is to write. */
export interface How {
  /** -v: counters, and the interfaces of a rule. */
  readonly counts: boolean;
  /** Without -n: `anywhere` and `tcp` rather than numbers. */
  readonly names: boolean;
  /** -x: counters to the last digit. */
  readonly exact: boolean;
  /** --line-numbers */
  readonly numbers: boolean;
}

/** The counters of a rule, from 1; 0 is the chain's policy. */
export type CountersOf = (chain: string, at: number) => Readonly<Counters>;

export const NOTHING: Readonly<Counters> = { packets: 0, bytes: 0 };

/**
 * nf_tables counts a policy only where -P has set it, and a lab sets none but DROP: where packets are accepted because
 * nobody has said otherwise, the policy's counters stay 0.
 */
export const isPolicyCounted = ({ policy }: Chain): boolean => policy === 'DROP';

/** The rules of a chain with their numbers; one of them alone where `number` is given. */
export const rulesOf = ({ rules }: Chain, number: number | undefined) =>
  rules
    .map((rule, index) => ({ rule, at: index + 1 }))
    .filter(({ at }) => number === undefined || at === number);

/** `iptables -L`. `hasPorts` is set where a port is among what is shown. */
export function listChains(
  { table, chain: wanted, number }: Shown,
  how: How,
  countersOf: CountersOf,
): { readonly lines: string[]; readonly hasPorts: boolean } {
  const chains = table.chains.filter(({ name }) => wanted === undefined || name === wanted);
  const blocks = chains.map((chain) => {
    const rules = rulesOf(chain, number).map(({ rule, at }) =>
      ruleLine(rule, how, at, countersOf(chain.name, at)),
    );
    return number === undefined ? [chainLine(chain, table, how, countersOf), headLine(how), ...rules] : rules;
  });
  const lines = blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
  return { lines, hasPorts: lines.some((line) => PORTS.test(line)) };
}

const PORTS = / (?:[sd]pts?:|multiport |redir ports )/;

function chainLine(chain: Chain, table: Table, { counts, exact }: How, countersOf: CountersOf): string {
  const { name, policy } = chain;
  if (policy === undefined) return `Chain ${name} (${referencesTo(name, table)} references)`;
  const { packets, bytes } = isPolicyCounted(chain) ? countersOf(name, 0) : NOTHING;
  const met = counts ? ` ${quantity(packets, exact)} packets, ${quantity(bytes, exact)} bytes` : '';
  return `Chain ${name} (policy ${policy}${met})`;
}

const referencesTo = (name: string, { chains }: Table): number =>
  chains
    .flatMap(({ rules }) => rules)
    .filter(({ target }) => (target?.kind === 'jump' || target?.kind === 'goto') && target.chain === name)
    .length;

function headLine({ counts, exact, numbers }: How): string {
  // With -x the head is a little wider than the column below it: so iptables has it.
  const [packets, bytes] = exact ? [8, 10] : [5, 5];
  return [
    numbers ? 'num  ' : '',
    counts ? `${'pkts'.padStart(packets)} ${'bytes'.padStart(bytes)} ` : '',
    'target     prot opt',
    counts ? ` ${'in'.padEnd(6)} ${'out'.padEnd(6)} ` : '',
    ` ${'source'.padEnd(19)}  ${'destination'.padEnd(19)} `,
  ].join('');
}

function ruleLine(rule: Rule, { counts, names, exact, numbers }: How, at: number, met: Counters): string {
  const { protocol, fragment, source, destination, target } = rule;
  const width = exact ? 8 : 5;
  const column = (count: number): string => `${quantity(count, exact).padStart(width)} `;
  const frag = fragment ? (fragment.negated ? '!f' : '-f') : '--';
  const basic = [
    numbers ? `${String(at).padEnd(4)} ` : '',
    counts ? column(met.packets) + column(met.bytes) : '',
    `${targetName(rule).padEnd(9)} `,
    `${sign(protocol)}${protocolText(protocol?.number ?? 0, names).padEnd(4)} ${frag} `,
    counts ? ` ${interfaceText(rule.inInterface, names)} ${interfaceText(rule.outInterface, names)} ` : '',
    `${sign(source)}${addressText(source, names).padEnd(19)} `,
    `${sign(destination)}${addressText(destination, names).padEnd(19)} `,
    target?.kind === 'goto' ? '[goto] ' : '',
  ];
  const texts = [...rule.matches.map((match) => matchText(match, names)), targetText(target, names)];
  return (
    basic.join('') +
    texts
      .filter((text) => text !== '')
      .map((text) => ` ${text}`)
      .join('')
  );
}

const sign = (condition: Negatable<object> | undefined): string => (condition?.negated ? '!' : ' ');

function targetName({ target }: Rule): string {
  if (target === undefined) return '';
  if (target.kind === 'verdict') return target.verdict;
  // NOTRACK is kept as what it stands for.
  if (target.kind === 'extension') return target.extension === 'NOTRACK' ? 'CT' : target.extension;
  return target.chain;
}

function protocolText(number: number, names: boolean): string {
  if (!names) return String(number);
  return number === 0 ? 'all' : systemProtocol(number);
}

function interfaceText(side: Rule['inInterface'], names: boolean): string {
  const any = names ? 'any' : '*';
  return (side ? `${side.negated ? '!' : ''}${side.name}` : any).padEnd(6);
}

function addressText(masked: MaskedAddress | undefined, names: boolean): string {
  const { address, mask } = masked ?? { address: 0, mask: 0 };
  if (mask === 0) return names ? 'anywhere' : '0.0.0.0/0';
  const prefix = Math.clz32(~mask >>> 0);
  const isContiguous = (mask | 0) === (prefix === 0 ? 0 : -1 << (32 - prefix));
  if (!isContiguous) return `${dotted(address)}/${dotted(mask)}`;
  return prefix === 32 ? dotted(address) : `${dotted(address)}/${prefix}`;
}

const dotted = (number: number): string => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');

const UNITS = ['K', 'M', 'G', 'T'] as const;
const MOST_DIGITS = 99_999;
const MOST_OF_A_UNIT = 9_999;

/** Five characters at most: `99999`, `100K`, `10M` (xtables_print_num). */
export function quantity(number: number, exact: boolean): string {
  if (exact || number <= MOST_DIGITS) return String(number);
  let rest = number;
  for (const unit of UNITS) {
    rest = Math.floor((rest + 500) / 1_000);
    if (rest <= MOST_OF_A_UNIT || unit === 'T') return `${rest}${unit}`;
  }
  return String(number);
}
