/** The words that rules are made of, as the parser knows them. */
export interface RuleWords {
  /** The built-in chains of each table. */
  readonly tables: readonly { readonly name: string; readonly chains: readonly string[] }[];
  readonly matches: readonly ExtensionWords[];
  readonly targets: readonly ExtensionWords[];
}

/** A match or a target, and the options that it brings. */
export interface ExtensionWords {
  readonly name: string;
  readonly options: readonly { readonly flag: string; readonly takes: string }[];
}
