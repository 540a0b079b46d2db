/** The rules of a lab's hosts as they are shown: plain data, made by the worker from the rule sets. */
export interface HostFirewall {
  readonly host: string;
  /** In the order in which a packet meets them; empty for a host without rules. */
  readonly tables: readonly TableView[];
}

export type TableName = 'raw' | 'nat' | 'filter';

export interface TableView {
  readonly name: TableName;
  /** The built-in chains in the order of `iptables -L`, then those of the author's own. */
  readonly chains: readonly ChainView[];
}

export interface ChainView {
  readonly name: string;
  /** Built-in chains only. */
  readonly policy?: 'ACCEPT' | 'DROP';
  /** nf_tables has a built-in chain only once something was set in it: the policy of an untouched one counts nothing. */
  readonly isCounted: boolean;
  readonly rules: readonly RuleView[];
}

export interface RuleView {
  /** From 1, as `--line-numbers` has it. */
  readonly number: number;
  /** `DROP`, `REJECT`, a chain's name; empty for a rule that only counts. */
  readonly target: string;
  /** The rule in canonical words, `-p tcp --dport 445 -j REJECT --reject-with tcp-reset`; empty where it has none. */
  readonly words: string;
  /** Where a rule that matches sends the packet to, and whether it comes back. */
  readonly leadsTo?: { readonly chain: string; readonly returns: boolean };
}
