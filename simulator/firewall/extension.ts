import type { Random } from '../../engine/base/random.ts';
import type { Conntrack } from './conntrack/index.ts';
import type { Judged } from './judged.ts';
import type { Options, Rule } from './ruleset.ts';

/** An option under construction: what was said so far. */
export type Draft<O> = { -readonly [K in keyof O]?: O[K] };

/** One option of an extension, `--dport`. */
export interface OptionSpec<O> {
  /** Its spellings, the canonical one first. */
  readonly flags: readonly string[];
  /** What its values are, for messages; empty where it takes none. */
  readonly takes: readonly string[];
  /** `! --dport 22` is allowed. */
  readonly negatable?: true;
  /** Puts the values into the draft. A text in return says what is wrong with them. */
  readonly read: (draft: Draft<O>, values: readonly string[], negated: boolean) => string | undefined;
}

interface ExtensionSpec<O extends Options> {
  /** As written after `-m` or `-j`. */
  readonly name: string;
  /** One line for the list of what is modelled. */
  readonly summary: string;
  /** Protocols that the rule must name with `-p`, not negated; absent where any will do. */
  readonly protocols?: readonly number[];
  readonly options: readonly OptionSpec<O>[];
  /** Completes the options with their defaults, or says what is missing or does not fit. */
  readonly finish: (draft: Draft<O>, rule: Rule) => O | string;
  /** The options in canonical words; parsing them gives the same options. */
  readonly print: (options: O) => readonly string[];
}

/** What matches share on one host. */
export interface Setting {
  readonly random: Random;
  readonly conntrack: Conntrack;
  /** Tables that rules share by name (`recent`, `hashlimit`), made on first use. */
  readonly shared: Map<string, unknown>;
}

export interface MatchExtension<O extends Options = Options> extends ExtensionSpec<O> {
  /** Needs connection tracking: a host with such a rule tracks every packet. */
  readonly tracks?: true;
  /** Makes the test that one rule's match is, with a memory of its own where it has one. */
  readonly compile: (options: O, setting: Setting) => (packet: Judged) => boolean;
}

/** What an extension target does with a packet. */
export type Outcome =
  | { readonly kind: 'continue' }
  | { readonly kind: 'accept' }
  | { readonly kind: 'reject'; readonly answer: 'tcp-reset' | { readonly code: number } }
  | { readonly kind: 'notrack' }
  | { readonly kind: 'log'; readonly prefix: string; readonly level: number }
  | { readonly kind: 'redirect'; readonly ports: readonly [number, number] | undefined };

export interface TargetExtension<O extends Options = Options> extends ExtensionSpec<O> {
  readonly tables: readonly string[];
  /** The built-in chains from which it may be reached; absent for all of those tables. */
  readonly hooks?: readonly string[];
  readonly outcome: (options: O) => Outcome;
}

/** Registers an extension under the general type; its options are its own business. */
export const defineMatch = <O extends Options>(extension: MatchExtension<O>): MatchExtension =>
  extension as unknown as MatchExtension;

export const defineTarget = <O extends Options>(extension: TargetExtension<O>): TargetExtension =>
  extension as unknown as TargetExtension;

/** `!` before an option's canonical words, where negated. */
export const negatable = (negated: unknown, ...words: readonly string[]): readonly string[] =>
  negated === true ? ['!', ...words] : words;
