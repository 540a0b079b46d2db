import { type Complaint, ok, type Result } from '../../engine/base/result.ts';
import type { Word } from '../firewall/index.ts';
import { blame } from './result.ts';

/** An option of a tool. */
export interface Option {
  /** `-n`, `--numeric`; the first is its name here. */
  readonly names: readonly string[];
  /** What stands behind it, for messages; absent where nothing does. */
  readonly takes?: string;
  /** Set for an option that is not modelled: what the real tool does then. */
  readonly does?: string;
}

/** What was said on a command line. */
export interface Said {
  has(name: string): boolean;
  /** The word that gave the option, for complaints about it. */
  word(name: string): Word | undefined;
  /** What stood behind the option; the last one counts. */
  value(name: string): Word | undefined;
  /** The words that are no options. */
  readonly others: readonly Word[];
}

/** Reads words as getopt_long does: short options may be written together, a value joined on. */
export function readOptions(
  tool: string,
  words: readonly Word[],
  options: readonly Option[],
): Result<Said, Complaint> {
  const reader = new Reader(tool, words, options);
  const complaint = reader.read();
  if (complaint) return complaint;
  const { given, others } = reader;
  return ok({
    has: (name) => given.has(name),
    word: (name) => given.get(name)?.word,
    value: (name) => given.get(name)?.value,
    others,
  });
}

interface Given {
  readonly word: Word;
  readonly value: Word | undefined;
}

type Refusal = ReturnType<typeof blame> | undefined;

class Reader {
  readonly given = new Map<string, Given>();
  readonly others: Word[] = [];
  private readonly tool: string;
  private readonly words: readonly Word[];
  private readonly options: readonly Option[];
  private at = 0;

  constructor(tool: string, words: readonly Word[], options: readonly Option[]) {
    this.tool = tool;
    this.words = words;
    this.options = options;
  }

  read(): Refusal {
    for (let word = this.words[this.at++]; word !== undefined; word = this.words[this.at++]) {
      const refusal = this.take(word);
      if (refusal) return refusal;
    }
    return undefined;
  }

  private take(word: Word): Refusal {
    const { text } = word;
    if (text.startsWith('--')) return this.long(word);
    if (text.startsWith('-') && text.length > 1) return this.letters(word);
    this.others.push(word);
    return undefined;
  }

  private long(word: Word): Refusal {
    const cut = word.text.indexOf('=');
    if (cut < 0) return this.option(word, word.text, undefined);
    return this.option(word, word.text.slice(0, cut), part(word, cut + 1));
  }

  private letters(word: Word): Refusal {
    for (let at = 1; at < word.text.length; at++) {
      const name = `-${word.text[at]}`;
      const rest = at + 1 < word.text.length ? part(word, at + 1) : undefined;
      const takes = this.find(name)?.takes !== undefined;
      const refusal = this.option(part(word, at, 1), name, takes ? rest : undefined);
      if (refusal || takes) return refusal;
    }
    return undefined;
  }

  private option(word: Word, name: string, joined: Word | undefined): Refusal {
    const option = this.find(name);
    if (option === undefined)
      return blame(word, `${this.tool} has no option ${name}.`, `Modelled here: ${this.modelled()}.`);
    if (option.does !== undefined)
      return blame(
        word,
        `With ${name} the real ${this.tool} ${option.does}; that is not modelled here.`,
        `Modelled: ${this.modelled()}.`,
      );
    const value = option.takes === undefined ? undefined : (joined ?? this.words[this.at++]);
    if (option.takes !== undefined && value === undefined)
      return blame(word, `${name} needs ${option.takes} after it.`);
    if (option.takes === undefined && joined !== undefined) return blame(joined, `${name} takes no value.`);
    this.given.set(option.names[0] ?? name, { word, value });
    return undefined;
  }

  private find(name: string): Option | undefined {
    return this.options.find(({ names }) => names.includes(name));
  }

  private modelled(): string {
    const known = this.options.filter(({ does }) => does === undefined);
    return known.map(({ names }) => names[0]).join(' ');
  }
}

/** Part of a word, as a word. Where quotes stood inside, the whole word is meant. */
function part(word: Word, from: number, length = word.text.length - from): Word {
  const text = word.text.slice(from, from + length);
  if (word.length !== word.text.length) return { ...word, text };
  return { ...word, text, column: word.column + from, length: Math.max(1, text.length) };
}
