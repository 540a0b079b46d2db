import { fail, ok, type Result } from '../base/result.ts';
import type { ArgumentComplaint, Place } from './complaint.ts';
import { formOf, type Option } from './option.ts';

/** An option that was given, with what was written after it. */
export interface Given {
  readonly option: Option;
  /** Where the option itself stands. */
  readonly place: Place & { readonly length: number };
  readonly value?: { readonly text: string; readonly place: Place };
}

export interface ReadArguments {
  /** In the order given. */
  readonly options: readonly Given[];
  /** What is no option: the targets. */
  readonly operands: readonly Place[];
}

/**
 * Takes a command line apart as getopt_long_only(3) does for nmap: options and targets in any order, `-sSU`
 * is -sS and -sU, values stand behind their option or in the next argument, long names may begin with one dash and may
 * be shortened as long as they stay unique, `--` ends the options.
 */
export function readArguments(
  args: readonly string[],
  table: readonly Option[],
): Result<ReadArguments, ArgumentComplaint> {
  const reader = new ArgumentReader(args, table);
  const complaint = reader.readAll();
  return complaint ? fail(complaint) : ok({ options: reader.options, operands: reader.operands });
}

class ArgumentReader {
  readonly options: Given[] = [];
  readonly operands: Place[] = [];
  readonly #args: readonly string[];
  readonly #longs = new Map<string, Option>();
  readonly #letters = new Map<string, Option>();
  /** `-sS` by `S`, `-PS` by `S`. */
  readonly #scans = new Map<string, Option>();
  readonly #pings = new Map<string, Option>();
  #index = 0;

  constructor(args: readonly string[], table: readonly Option[]) {
    this.#args = args;
    for (const option of table) {
      for (const name of [option.name, ...(option.aliases ?? [])]) this.#register(name, option);
    }
  }

  #register(name: string, option: Option): void {
    const form = formOf(name);
    if (form === 'long') this.#longs.set(name.replace(/^--?/, ''), option);
    else if (form === 'scan-letter') this.#scans.set(name.slice(2), option);
    else if (form === 'ping-letter') this.#pings.set(name.slice(2), option);
    else this.#letters.set(name.slice(1), option);
  }

  readAll(): ArgumentComplaint | undefined {
    for (; this.#index < this.#args.length; this.#index++) {
      const argument = this.#args[this.#index] ?? '';
      if (argument === '--') {
        for (this.#index++; this.#index < this.#args.length; this.#index++) this.#addOperand();
        return undefined;
      }
      if (!argument.startsWith('-') || argument === '-') {
        this.#addOperand();
        continue;
      }
      const complaint = argument.startsWith('--') ? this.#readLong(argument, 2) : this.#readShort(argument);
      if (complaint) return complaint;
    }
    return undefined;
  }

  #addOperand(): void {
    this.operands.push({ argument: this.#index, column: 1 });
  }

  /** One dash: a long name if it can be one, else letters. `-n` alone is always a letter. */
  #readShort(argument: string): ArgumentComplaint | undefined {
    const known = this.#isLetter(argument[1] ?? '');
    const mayBeLong = argument.length > 2 || !known;
    if (mayBeLong && (this.#matchLong(nameIn(argument, 1)).length > 0 || !known))
      return this.#readLong(argument, 1);
    return this.#readLetters(argument);
  }

  #isLetter(letter: string): boolean {
    return letter === 's' || letter === 'P' || this.#letters.has(letter);
  }

  /** The names that `text` is or begins: one if it is a name, or if it can mean one option only. */
  #matchLong(text: string): readonly string[] {
    const name = text.replaceAll('_', '-');
    if (this.#longs.has(name)) return [name];
    return [...this.#longs.keys()].filter((long) => long.startsWith(name));
  }

  #readLong(argument: string, dashes: number): ArgumentComplaint | undefined {
    const name = nameIn(argument, dashes);
    const found = this.#matchLong(name);
    const [only] = found;
    const option = only === undefined ? undefined : this.#longs.get(only);
    const place = { argument: this.#index, column: 1, length: dashes + name.length };
    if (!option) return { ...place, message: `There is no option ${argument.slice(0, place.length)}.` };
    if (found.length > 1) {
      const names = found.map((long) => `--${long}`).join(' ');
      return { ...place, message: `--${name} may mean several options: ${names}` };
    }
    const equals = argument.indexOf('=');
    const takesValue = option.argument !== undefined && !(only === 'verbose' || only === 'vv');
    if (equals >= 0) {
      if (!takesValue) return { ...place, message: `--${only} takes no value.` };
      const value = {
        text: argument.slice(equals + 1),
        place: { argument: this.#index, column: equals + 2 },
      };
      this.options.push({ option, place, value });
      return undefined;
    }
    if (only === 'vv') this.options.push({ option, place });
    if (takesValue && !isOptional(option)) return this.#readNext(option, place);
    this.options.push({ option, place });
    return undefined;
  }

  #readLetters(argument: string): ArgumentComplaint | undefined {
    for (let at = 1; at < argument.length; at++) {
      const letter = argument[at] ?? '';
      if (letter === 's') return this.#readScanLetters(argument, at);
      if (letter === 'P') return this.#readPing(argument, at);
      const option = this.#letters.get(letter);
      const place = { argument: this.#index, column: at + 1, length: 1 };
      if (!option) return { ...place, message: `There is no option -${letter}.` };
      if (option.argument === undefined) {
        this.options.push({ option, place });
        continue;
      }
      const rest = argument.slice(at + 1);
      if (rest === '' && !isOptional(option)) return this.#readNext(option, place);
      const value = { text: rest, place: { argument: this.#index, column: at + 2 } };
      this.options.push(rest === '' ? { option, place } : { option, place, value });
      return undefined;
    }
    return undefined;
  }

  /** `-sSU`: each letter behind the `s` is a scan. They may stand in the next argument, too. */
  #readScanLetters(argument: string, at: number): ArgumentComplaint | undefined {
    let letters = argument.slice(at + 1);
    let column = at + 2;
    if (letters === '') {
      letters = this.#args[++this.#index] ?? '';
      column = 1;
      if (this.#index >= this.#args.length) {
        return {
          argument: this.#index - 1,
          column: at + 1,
          message: '-s wants the kind of scan behind it: -sS, -sU ...',
        };
      }
    }
    for (const letter of letters) {
      const option = this.#scans.get(letter);
      const place = { argument: this.#index, column, length: 1 };
      if (!option) return { ...place, message: `There is no scan -s${letter}.` };
      this.options.push({ option, place });
      column += letter.length;
    }
    return undefined;
  }

  #readPing(argument: string, at: number): ArgumentComplaint | undefined {
    const option = this.#pings.get(argument[at + 1] ?? '');
    const place = { argument: this.#index, column: at + 1, length: 2 };
    if (!option) return { ...place, message: `There is no host discovery ${argument}.` };
    const text = argument.slice(at + 2);
    if (text !== '' && option.argument === undefined) {
      return { ...place, column: at + 3, length: text.length, message: `${option.name} takes no value.` };
    }
    const value = { text, place: { argument: this.#index, column: at + 3 } };
    this.options.push(text === '' ? { option, place } : { option, place, value });
    return undefined;
  }

  #readNext(option: Option, place: Given['place']): ArgumentComplaint | undefined {
    const text = this.#args[this.#index + 1];
    if (text === undefined)
      return { ...place, message: `${option.name} wants ${option.argument} behind it.` };
    this.#index++;
    this.options.push({ option, place, value: { text, place: { argument: this.#index, column: 1 } } });
    return undefined;
  }
}

const isOptional = (option: Option): boolean => option.argument?.startsWith('[') ?? false;

const nameIn = (argument: string, dashes: number): string => argument.slice(dashes).split('=')[0] ?? '';
