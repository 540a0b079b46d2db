import { type Complaint, ok, type Result } from '../../../engine/base/result.ts';
import {
  BUILT_IN,
  type RuleSet,
  TABLE_NAMES,
  type Table,
  type TableName,
  type Word,
} from '../../firewall/index.ts';
import { nearestOf } from '../nearest-of.ts';
import { type Option, readOptions, type Said } from '../options.ts';
import { blame, type Call, type Outcome, output, textOf } from '../result.ts';
import { changeRules } from './change.ts';
import { type CountersOf, listChains } from './list.ts';
import { saveChains } from './save.ts';

const OPTIONS: readonly Option[] = [
  { names: ['-L', '--list'] },
  { names: ['-S', '--list-rules'] },
  { names: ['-Z', '--zero'] },
  { names: ['-v', '--verbose'] },
  { names: ['-n', '--numeric'] },
  { names: ['-x', '--exact'] },
  { names: ['--line-numbers'] },
  { names: ['-t', '--table'], takes: 'a table' },
  { names: ['-w', '--wait'] },
  { names: ['-4', '--ipv4'] },
  { names: ['-C', '--check'], does: 'tells by its exit status whether there is such a rule' },
  { names: ['-6', '--ipv6'], does: 'does nothing, since the rule is for IPv6' },
  { names: ['-M', '--modprobe'], takes: 'a program', does: 'loads a module of the kernel by that program' },
  { names: ['-h', '--help'], does: 'prints its help' },
  { names: ['-V', '--version'], does: 'prints its version' },
];

const CHANGES =
  /^(?:-[ADIRNXPFE]|--(?:append|delete|insert|replace|new|new-chain|delete-chain|policy|flush|rename-chain)$)/;
const SHOWS = /^(?:-[vnxw4]*[LSZ]|--(?:list|list-rules|zero)$)/;

/** `iptables`: lists, zeroes and changes the rules of a host, as iptables 1.8.9 (nf_tables) does. */
export function iptables(call: Call): Outcome {
  const verb = call.words.find(({ text }) => CHANGES.test(text) || SHOWS.test(text));
  return verb && CHANGES.test(verb.text) ? changeRules(call) : showRules(call);
}

function showRules({ setting: { world }, host, program, words }: Call): Outcome {
  const read = readOptions('iptables', words, OPTIONS);
  if (!read.ok) return read;
  const said = read.value;
  const wanted = wantedOf(said, program, host.firewall);
  if (!wanted.ok) return wanted;
  const { table, chain, number } = wanted.value;
  const firewall = world.host(host.name)?.firewall;
  const countersOf: CountersOf = (name, at) =>
    firewall?.counters(table.name, name, at) ?? { packets: 0, bytes: 0 };
  const shown = { table, ...(chain !== undefined && { chain }), ...(number !== undefined && { number }) };
  const how = {
    counts: said.has('-v'),
    names: !said.has('-n'),
    exact: said.has('-x'),
    numbers: said.has('--line-numbers'),
  };
  const listed = said.has('-L') ? listChains(shown, how, countersOf) : { lines: [], hasPorts: false };
  const lines = said.has('-S') ? saveChains(shown, how.counts, countersOf) : listed.lines;
  const notes = listed.hasPorts && how.names ? [NO_PORT_NAMES] : [];
  const stdout = textOf(lines);
  if (said.has('-Z')) firewall?.zero(table.name, chain, number);
  return output({ stdout, notes });
}

const NO_PORT_NAMES = 'Without -n the real iptables writes ports by name, ssh for 22.';

interface Wanted {
  readonly table: Table;
  readonly chain: string | undefined;
  /** Of a rule, from 1. */
  readonly number: number | undefined;
}

function wantedOf(said: Said, program: Word, rules: RuleSet): Result<Wanted, Complaint> {
  const verbs = ['-L', '-S', '-Z'].filter((verb) => said.has(verb));
  const [first, second] = verbs.map((verb) => said.word(verb));
  if (first === undefined)
    return blame(program, 'The command does nothing.', 'Begin with -L, -S, -A, -I, -D, -P or the like.');
  if (second && said.has('-S'))
    return blame(second, 'A command does one thing.', 'Type one after the other.');
  const name = tableNamed(said.value('-t'));
  if (typeof name !== 'string') return name;
  const [chain, place, more] = said.others;
  if (more) return blame(more, `"${more.text}" stands where an option should.`);
  const table = tableOf(rules, name);
  const found = chain && table.chains.find((one) => one.name === chain.text);
  if (chain && !found) {
    const known = table.chains.map((one) => one.name);
    const message = `There is no chain ${chain.text} in the table ${name}.`;
    return blame(chain, message, nearestOf(chain.text, known, 'Chains are'));
  }
  const number = place === undefined ? undefined : Number(place.text);
  if (place && !/^[1-9][0-9]{0,8}$/.test(place.text))
    return blame(place, `"${place.text}" is not the number of a rule.`, 'Rules are numbered from 1.');
  return ok({ table, chain: chain?.text, number });
}

function tableNamed(word: Word | undefined) {
  if (word === undefined) return 'filter';
  const name = TABLE_NAMES.find((one) => one === word.text);
  if (name !== undefined) return name;
  const isReal = word.text === 'mangle' || word.text === 'security';
  const message = isReal
    ? `The table ${word.text} is not modelled.`
    : `iptables has no table "${word.text}".`;
  return blame(word, message, `Tables are: ${TABLE_NAMES.join(', ')}.`);
}

/** A table that nobody has touched has its built-in chains, empty. */
const tableOf = ({ tables }: RuleSet, name: TableName): Table =>
  tables.find((table) => table.name === name) ?? {
    name,
    chains: BUILT_IN[name].map((chain) => ({ name: chain, policy: 'ACCEPT', rules: [] })),
  };
