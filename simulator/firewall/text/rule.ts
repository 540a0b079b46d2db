import type { Draft, MatchExtension, OptionSpec, TargetExtension } from '../extension.ts';
import { MATCHES } from '../matches/index.ts';
import type { MatchPart, Options, Rule, TargetPart } from '../ruleset.ts';
import { TARGETS } from '../targets/index.ts';
import { BASIC, type BasicDraft, spread } from './basic.ts';
import type { Cursor } from './cursor.ts';
import { REAL_MATCHES, REAL_TARGETS } from './unmodelled.ts';
import { printProtocol } from './values.ts';
import type { Word } from './words.ts';

/** An extension named in the rule, with what was said of it so far. */
interface Loaded<E> {
  readonly extension: E;
  readonly word: Word;
  readonly draft: Draft<Options>;
  readonly said: Set<OptionSpec<Options>>;
}

/** What of a command is no part of the rule: `-A INPUT`, `-t nat`. Gives true if it took the option. */
export type TakeOther = (option: Word, negated: boolean) => boolean;

/** Reads a rule's words, in any order as iptables allows. One command may stand for several rules. */
export class RuleReader {
  private readonly cursor: Cursor;
  private readonly takeOther: TakeOther;
  private readonly basic: BasicDraft = {};
  private readonly matches: Loaded<MatchExtension>[] = [];
  private target: Loaded<TargetExtension> | undefined;
  private plain: { readonly part: TargetPart; readonly word: Word } | undefined;
  /** Set once anything of a rule was read. */
  began = false;

  constructor(cursor: Cursor, takeOther: TakeOther) {
    this.cursor = cursor;
    this.takeOther = takeOther;
  }

  read(): readonly Rule[] {
    while (!this.cursor.done) {
      const not = this.cursor.peek()?.text === '!' ? this.cursor.take() : undefined;
      if (not && this.cursor.done)
        this.cursor.refuse('Nothing follows the !.', 'It stands before an option.');
      else this.option(not !== undefined);
    }
    return this.finish();
  }

  private option(negated: boolean): void {
    const option = this.cursor.take();
    if (this.takeOther(option, negated)) return;
    this.began = true;
    const basic = BASIC.get(option.text);
    if (basic) basic(this.basic, this.cursor, option, negated);
    else if (option.text === '-m' || option.text === '--match') this.load(option, negated);
    else if (option.text === '-j' || option.text === '--jump') this.jump(option, negated);
    else if (option.text === '-g' || option.text === '--goto') this.goto(option, negated);
    else this.extensionOption(option, negated);
  }

  private load(option: Word, negated: boolean): undefined {
    const word = this.cursor.value(option, 'the name of a match');
    if (!word) return undefined;
    if (negated)
      return this.cursor.refuse(
        '-m itself cannot be negated.',
        "Put the ! before the match's option.",
        option,
      );
    const extension = MATCHES.get(word.text);
    if (extension) this.matches.push({ extension, word, draft: {}, said: new Set() });
    else if (REAL_MATCHES.has(word.text)) {
      this.cursor.refuse(`The match ${word.text} of iptables is not modelled.`, modelled('matches', MATCHES));
    } else this.cursor.refuse(`iptables has no match called "${word.text}".`, modelled('matches', MATCHES));
    return undefined;
  }

  private jump(option: Word, negated: boolean): undefined {
    const word = this.cursor.value(option, 'a target');
    if (!word) return undefined;
    if (negated)
      return this.cursor.refuse('A target cannot be negated.', 'Put the ! before a condition.', option);
    if (this.target || this.plain) return this.cursor.refuse('A rule has one target.', undefined, option);
    const { text } = word;
    const extension = TARGETS.get(text);
    if (text === 'ACCEPT' || text === 'DROP' || text === 'RETURN') {
      this.plain = { part: { kind: 'verdict', verdict: text }, word };
    } else if (extension) this.target = { extension, word, draft: {}, said: new Set() };
    else if (REAL_TARGETS.has(text)) {
      this.cursor.refuse(`The target ${text} of iptables is not modelled.`, modelled('targets', TARGETS));
    } else this.plain = { part: { kind: 'jump', chain: text }, word };
    return undefined;
  }

  private goto(option: Word, negated: boolean): undefined {
    const word = this.cursor.value(option, 'a chain');
    if (!word) return undefined;
    if (negated)
      return this.cursor.refuse('A target cannot be negated.', 'Put the ! before a condition.', option);
    if (this.target || this.plain) return this.cursor.refuse('A rule has one target.', undefined, option);
    this.plain = { part: { kind: 'goto', chain: word.text }, word };
    return undefined;
  }

  private extensionOption(option: Word, negated: boolean): undefined {
    const found = this.owner(option);
    if (!found) return this.unknown(option);
    const { loaded, spec } = found;
    if (negated && !spec.negatable)
      return this.cursor.refuse(`${option.text} cannot be negated.`, undefined, option);
    if (loaded.said.has(spec)) return this.cursor.refuse(`${option.text} is given twice.`, undefined, option);
    loaded.said.add(spec);
    const values = spec.takes.map((what) => this.cursor.value(option, what)?.text ?? '');
    if (this.cursor.complaint) return undefined;
    if (values[0] === '!') {
      return this.cursor.refuse('The ! stands before the option.', `Write ! ${option.text} VALUE.`);
    }
    const wrong = spec.read(loaded.draft, values, negated);
    return wrong === undefined ? undefined : this.cursor.refuse(wrong);
  }

  /** The extension named last that has such an option; the match of the rule's protocol comes by itself. */
  private owner(word: Word) {
    const flag = word.text;
    const inTarget = this.target && { loaded: this.target, spec: optionOf(this.target.extension, flag) };
    if (inTarget?.spec) return { loaded: inTarget.loaded, spec: inTarget.spec };
    for (const loaded of [...this.matches].reverse()) {
      const spec = optionOf(loaded.extension, flag);
      if (spec) return { loaded, spec };
    }
    const protocol = this.basic.protocol;
    const extension = protocol && !protocol.negated ? MATCHES.get(printProtocol(protocol.number)) : undefined;
    const spec = extension && optionOf(extension, flag);
    if (!extension || !spec) return undefined;
    const loaded = { extension, word, draft: {}, said: new Set<OptionSpec<Options>>() };
    this.matches.push(loaded);
    return { loaded, spec };
  }

  private unknown(option: Word): undefined {
    const { text } = option;
    const refuse = (message: string, remedy?: string) => this.cursor.refuse(message, remedy, option);
    const owners = [...MATCHES.values(), ...TARGETS.values()].filter((extension) =>
      optionOf(extension, text),
    );
    const [owner] = owners;
    if (!text.startsWith('-')) return refuse(`"${text}" stands where an option should.`);
    if (!owner) return refuse(`The option ${text} is not modelled, or iptables has none such.`);
    if (TARGETS.has(owner.name)) return refuse(`${text} belongs after -j ${owner.name}.`);
    if (owner.protocols?.length === 1) {
      const names = owners.map(({ name }) => `-p ${name}`).join(' or ');
      return refuse(`${text} needs a protocol that has it.`, `Write ${names} before it.`);
    }
    return refuse(`${text} belongs to the match ${owner.name}.`, `Write -m ${owner.name} before it.`);
  }

  private finish(): readonly Rule[] {
    return spread(this.basic).map((basic) => {
      const rule: Rule = { ...basic, matches: [] };
      const matches = this.matches
        .map((loaded) => this.matchPart(loaded, rule))
        .filter((part) => part !== undefined);
      const target = this.targetPart(rule);
      return { ...rule, matches, ...(target ? { target } : {}) };
    });
  }

  /** A tcp or udp match without conditions says no more than -p does, and a comment says nothing. */
  private matchPart(loaded: Loaded<MatchExtension>, rule: Rule): MatchPart | undefined {
    const options = this.complete(loaded, rule, `-m ${loaded.extension.name}`);
    if (!options || Object.keys(options).length === 0) return undefined;
    return { extension: loaded.extension.name, options };
  }

  private targetPart(rule: Rule): TargetPart | undefined {
    if (!this.target) return this.plain?.part;
    const options = this.complete(this.target, rule, `-j ${this.target.extension.name}`);
    return options && { kind: 'extension', extension: this.target.extension.name, options };
  }

  private complete(
    { extension, draft, word }: Loaded<MatchExtension | TargetExtension>,
    rule: Rule,
    what: string,
  ): Options | undefined {
    const { protocols } = extension;
    if (protocols && (!rule.protocol || rule.protocol.negated || !protocols.includes(rule.protocol.number))) {
      const names = protocols.map((number) => `-p ${printProtocol(number)}`).join(' or ');
      return this.cursor.refuse(`${what} needs a protocol that has it.`, `Write ${names}.`, word);
    }
    const options = extension.finish(draft, rule);
    return typeof options === 'string' ? this.cursor.refuse(options, undefined, word) : options;
  }
}

const optionOf = (
  extension: MatchExtension | TargetExtension,
  flag: string,
): OptionSpec<Options> | undefined => extension.options.find(({ flags }) => flags.includes(flag));

const modelled = (what: string, known: ReadonlyMap<string, unknown>): string =>
  `These ${what} are modelled: ${[...known.keys()].join(', ')}.`;
