import { wordsOf } from './words.ts';

/** Who is spoken to, and in which words. */
export interface Spoken {
  /** The host on which the line is to run. */
  readonly host: string;
  readonly program: string;
  readonly args: readonly string[];
}

/** `target#`, as it may stand before a command that is pasted with its prompt. */
const PROMPT = /^(?:[\w.-]+@)?([\w.-]+)(?::\S*)?[#$]$/;

/** A line as far as its program; undefined for an empty one. */
export function spokenIn(line: string, host: string): Spoken | undefined {
  const words = wordsOf(line);
  const named = PROMPT.exec(words[0] ?? '')?.[1];
  const said = named === undefined ? words : words.slice(1);
  const [program, ...args] = said[0] === 'sudo' ? said.slice(1) : said;
  return program === undefined ? undefined : { host: named ?? host, program, args };
}
