import type { Complaint, Result } from '../../../engine/base/result.ts';
import { fail, ok } from '../../../engine/base/result.ts';
import { isBuiltIn, type Rule, TABLE_NAMES, type TableName } from '../ruleset.ts';
import { Cursor } from './cursor.ts';
import { RuleReader } from './rule.ts';
import { isPlainName, readNumber } from './values.ts';
import type { Word } from './words.ts';

/** One iptables command, understood. `place` is the word to blame when it does not fit the rules so far. */
export interface Command {
  readonly table: TableName;
  readonly verb: Verb;
  /** Absent for -F, -X and -Z of a whole table. */
  readonly chain?: string;
  /** The rule number of -I, -D and -R. */
  readonly number?: number;
  readonly policy?: 'ACCEPT' | 'DROP';
  readonly newName?: string;
  /** The rules of -A, -I, -R and -D; several where addresses are lists. */
  readonly rules: readonly Rule[];
  readonly place: Word;
}

export type Verb =
  | 'append'
  | 'insert'
  | 'delete'
  | 'replace'
  | 'new'
  | 'remove'
  | 'flush'
  | 'policy'
  | 'zero'
  | 'rename';

const VERBS: Readonly<Record<string, Verb>> = {
  '-A': 'append',
  '--append': 'append',
  '-I': 'insert',
  '--insert': 'insert',
  '-D': 'delete',
  '--delete': 'delete',
  '-R': 'replace',
  '--replace': 'replace',
  '-N': 'new',
  '--new-chain': 'new',
  '-X': 'remove',
  '--delete-chain': 'remove',
  '-F': 'flush',
  '--flush': 'flush',
  '-P': 'policy',
  '--policy': 'policy',
  '-Z': 'zero',
  '--zero': 'zero',
  '-E': 'rename',
  '--rename-chain': 'rename',
};

/** Understood and without meaning here: waiting for the lock, output, address family, counters. */
const NO_MEANING: ReadonlySet<string> = new Set([
  '-w',
  '--wait',
  '-v',
  '--verbose',
  '-n',
  '--numeric',
  '-4',
  '--ipv4',
]);
const LISTS: ReadonlySet<string> = new Set([
  '-L',
  '--list',
  '-S',
  '--list-rules',
  '-C',
  '--check',
  '-h',
  '--help',
  '-V',
]);
const TAKES_RULE: ReadonlySet<Verb> = new Set(['append', 'insert', 'delete', 'replace']);
/** Short options that may have their value joined on: `-ptcp`, `-AINPUT`. */
const JOINED = /^-[pmsdiojgtAIDNRPXFE][^-\s]/;

/** Reads the words after the program's name. In iptables-save text the table comes from the line `*table`. */
export function readCommand(words: readonly Word[], table?: TableName): Result<Command, Complaint> {
  const reader = new CommandReader(words.flatMap(splitJoined), table);
  return reader.read();
}

/** `-ptcp` as two words, `--dport=22` likewise. */
function splitJoined(word: Word): readonly Word[] {
  const { text, column } = word;
  const cut = JOINED.test(text) ? 2 : /^--[a-z-]+=/.test(text) ? text.indexOf('=') : 0;
  if (cut === 0) return [word];
  const from = text[cut] === '=' ? cut + 1 : cut;
  return [
    { ...word, text: text.slice(0, cut), length: cut },
    { ...word, text: text.slice(from), column: column + from, length: Math.max(1, text.length - from) },
  ];
}

class CommandReader {
  private readonly cursor: Cursor;
  private readonly place: Word;
  private table: TableName | undefined;
  private tableGiven: boolean;
  private verb: Verb | undefined;
  private chain: string | undefined;
  private number: number | undefined;
  private policy: 'ACCEPT' | 'DROP' | undefined;
  private newName: string | undefined;

  constructor(words: readonly Word[], table: TableName | undefined) {
    this.cursor = new Cursor(words);
    this.place = words[0] ?? { text: '', line: 1, column: 1, length: 1 };
    this.table = table;
    this.tableGiven = table !== undefined;
  }

  read(): Result<Command, Complaint> {
    const reader = new RuleReader(this.cursor, (option, negated) => this.takeOption(option, negated));
    const rules = reader.read();
    this.check(reader.began);
    const { verb, chain, number, policy, newName } = this;
    if (this.cursor.complaint || !verb) {
      return fail(this.cursor.complaint ?? { message: 'The command does nothing.', line: this.place.line });
    }
    return ok({
      table: this.table ?? 'filter',
      verb,
      ...(chain === undefined ? {} : { chain }),
      ...(number === undefined ? {} : { number }),
      ...(policy === undefined ? {} : { policy }),
      ...(newName === undefined ? {} : { newName }),
      rules: TAKES_RULE.has(verb) && !(verb === 'delete' && number !== undefined) ? rules : [],
      place: this.place,
    });
  }

  /** Takes what belongs to the command rather than to its rule. */
  private takeOption(option: Word, negated: boolean): boolean {
    const { text } = option;
    const verb = Object.hasOwn(VERBS, text) ? VERBS[text] : undefined;
    if (!verb && text !== '-t' && text !== '--table' && !NO_MEANING.has(text) && !LISTS.has(text))
      return false;
    if (negated) this.cursor.refuse(`${text} cannot be negated.`, undefined, option);
    else if (verb) this.takeVerb(verb, option);
    else if (LISTS.has(text)) this.cursor.refuse(`${text} changes no rule.`, 'Leave the line out.', option);
    else if (!NO_MEANING.has(text)) this.takeTable(option);
    else if (/^(?:-w|--wait)$/.test(text) && /^[0-9]+$/.test(this.cursor.peek()?.text ?? ''))
      this.cursor.take();
    return true;
  }

  private takeTable(option: Word): undefined {
    const text = this.cursor.value(option, 'a table')?.text ?? '';
    const table = TABLE_NAMES.find((name) => name === text);
    if (table && this.tableGiven && table !== this.table) {
      return this.cursor.refuse('A command has one table.', undefined, option);
    }
    this.table = table;
    this.tableGiven = true;
    if (table) return undefined;
    if (text === 'mangle' || text === 'security') {
      return this.cursor.refuse(`The table ${text} is not modelled.`, 'The tables raw, nat and filter are.');
    }
    return this.cursor.refuse(`iptables has no table "${text}".`, 'Use raw, nat or filter.');
  }

  private takeVerb(verb: Verb, option: Word): undefined {
    if (this.verb) return this.cursor.refuse('A command does one thing.', 'Write a line for each.', option);
    this.verb = verb;
    const whole = verb === 'flush' || verb === 'remove' || verb === 'zero';
    if (!whole || (this.cursor.peek() && !this.cursor.peek()?.text.startsWith('-'))) {
      this.chain = this.cursor.value(option, 'a chain')?.text ?? '';
    }
    if (verb === 'new') this.checkName();
    if (verb === 'rename') {
      this.newName = this.cursor.value(option, 'the new name')?.text ?? '';
      this.checkName(this.newName);
    }
    if (verb === 'policy') return this.takePolicy(option);
    if (verb === 'insert' || verb === 'delete' || verb === 'replace') return this.takeNumber(verb, option);
    return undefined;
  }

  private takePolicy(option: Word): undefined {
    const text = this.cursor.value(option, 'ACCEPT or DROP')?.text ?? '';
    if (text !== 'ACCEPT' && text !== 'DROP') {
      return this.cursor.refuse(`"${text}" is not a policy.`, 'A policy is ACCEPT or DROP.');
    }
    this.policy = text;
    return undefined;
  }

  private takeNumber(verb: Verb, option: Word): undefined {
    const next = this.cursor.peek();
    if (next && /^[0-9]+$/.test(next.text)) {
      this.number = readNumber(this.cursor.take().text, 1, 0xffffffff);
      if (this.number === undefined) return this.cursor.refuse('Rules are numbered from 1.');
    } else if (verb === 'replace')
      return this.cursor.refuse('-R needs the number of a rule.', undefined, option);
    return undefined;
  }

  private checkName(name = this.chain ?? ''): undefined {
    if (/^(?:ACCEPT|DROP|RETURN|QUEUE)$/.test(name))
      return this.cursor.refuse(`"${name}" is a target, not a chain.`);
    if (isPlainName(name, 28)) return undefined;
    return this.cursor.refuse(
      `"${name}" cannot name a chain.`,
      'A chain of your own has 1 to 28 letters, digits, "_" or "-", and does not begin with "-".',
    );
  }

  private check(hasRule: boolean): undefined {
    const { verb, cursor, place } = this;
    if (cursor.complaint) return undefined;
    if (!verb) return cursor.refuse('The command does nothing.', 'Begin with -A, -I, -P or the like.', place);
    const table = this.table ?? 'filter';
    if (hasRule && (!TAKES_RULE.has(verb) || (verb === 'delete' && this.number !== undefined))) {
      return cursor.refuse('This command takes no rule.', undefined, place);
    }
    if (verb === 'new' && this.chain !== undefined && isBuiltIn(table, this.chain)) {
      return cursor.refuse(`The chain ${this.chain} exists already.`, undefined, place);
    }
    return undefined;
  }
}
