/**
 * iptables rules as data. Everything here survives JSON, holds nothing of the author's spelling, spacing or
 * comments, and is the same however the same rules were written: two texts with equal meaning give equal sets.
 */
export interface RuleSet {
  /** Only tables that differ from an untouched one, in the order raw, nat, filter. */
  readonly tables: readonly Table[];
}

export type TableName = 'raw' | 'nat' | 'filter';

/** The places in a packet's way through a host where chains are consulted. Built-in chains bear their names. */
export type HookName = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';

export interface Table {
  readonly name: TableName;
  /** The built-in chains in the order a packet meets them, then the user's by name. */
  readonly chains: readonly Chain[];
}

export interface Chain {
  readonly name: string;
  /** What becomes of a packet that no rule decides; built-in chains only. */
  readonly policy?: 'ACCEPT' | 'DROP';
  readonly rules: readonly Rule[];
}

/** A rule: all its conditions hold, then the target speaks. Absent conditions hold always. */
export interface Rule {
  readonly protocol?: Negatable<{ readonly number: number }>;
  readonly source?: Negatable<MaskedAddress>;
  readonly destination?: Negatable<MaskedAddress>;
  /** A name, or a prefix of names where it ends in `+`. */
  readonly inInterface?: Negatable<{ readonly name: string }>;
  readonly outInterface?: Negatable<{ readonly name: string }>;
  /** `-f`: second and further fragments. */
  readonly fragment?: Negatable<object>;
  /** `-m` matches in the order written; order matters, since some of them count. */
  readonly matches: readonly MatchPart[];
  /** A rule without a target only counts. */
  readonly target?: TargetPart;
}

export type Negatable<T> = T & { readonly negated?: true };

export interface MaskedAddress {
  /** Masked already, as an unsigned number. */
  readonly address: number;
  readonly mask: number;
}

/** One `-m` match; what its options mean is known to the file of that extension alone. */
export interface MatchPart {
  readonly extension: string;
  readonly options: Options;
}

export type TargetPart =
  | { readonly kind: 'verdict'; readonly verdict: 'ACCEPT' | 'DROP' | 'RETURN' }
  /** `-j CHAIN`: come back after it. `-g CHAIN`: do not. */
  | { readonly kind: 'jump' | 'goto'; readonly chain: string }
  | { readonly kind: 'extension'; readonly extension: string; readonly options: Options };

export type Options = { readonly [option: string]: OptionValue };
export type OptionValue =
  | string
  | number
  | boolean
  | readonly OptionValue[]
  | { readonly [key: string]: OptionValue };

/** A host on which nobody ever typed iptables. */
export const EMPTY_RULES: RuleSet = { tables: [] };

/** Which built-in chains a table has. */
export const BUILT_IN: Readonly<Record<TableName, readonly HookName[]>> = {
  raw: ['PREROUTING', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
};

export const TABLE_NAMES: readonly TableName[] = ['raw', 'nat', 'filter'];

export const isBuiltIn = (table: TableName, chain: string): boolean =>
  (BUILT_IN[table] as readonly string[]).includes(chain);
