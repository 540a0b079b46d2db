import type { Complaint, Result } from '../../engine/base/result.ts';
import type { PortState } from '../../engine/technique/index.ts';
import type { WhyLine } from '../../engine/trace/index.ts';
import type { RuleSet } from '../../simulator/firewall/index.ts';
import type { HostFirewall } from '../model/firewall/firewall-view.ts';
import type { RuleWords } from '../model/firewall/rule-words.ts';
import type { HostView } from '../model/scan-view.ts';

/** What the firewall's views ask of the worker. */
export interface FirewallJobs {
  /** Rule sets in canonical words. */
  readonly 'firewall-view': { readonly asks: FirewallViewJob; readonly gives: readonly HostFirewall[] };
  /** A host's rules as their author wrote them. */
  readonly 'rules-text': { readonly asks: RulesOf; readonly gives: { readonly rules: string } };
  /** What is wrong with rules; lines and columns are counted in them. */
  readonly 'check-rules': { readonly asks: { readonly rules: string }; readonly gives: readonly Complaint[] };
  /** The text of the lab with other rules at a host; everything else in it stays as it is. */
  readonly 'replace-rules': {
    readonly asks: RulesOf & { readonly rules: string };
    readonly gives: Result<string, readonly Complaint[]>;
  };
  /** The words that rules are made of. */
  readonly 'rule-words': { readonly asks: object; readonly gives: RuleWords };
  /** Which conclusions of a command line another text of its lab changes. */
  readonly 'what-if': { readonly asks: WhatIfJob; readonly gives: Result<WhatIf, string> };
}

export interface FirewallViewJob {
  readonly hosts: readonly { readonly name: string; readonly firewall: RuleSet }[];
}

export interface RulesOf {
  readonly labText: string;
  readonly host: string;
}

export interface WhatIfJob {
  readonly args: readonly string[];
  readonly before: string;
  readonly after: string;
}

export interface WhatIf {
  /** How many conclusions were compared. */
  readonly compared: number;
  readonly flips: readonly Flip[];
  /** Rules of the lab after the change that no packet of this scan matched. */
  readonly idle: readonly { readonly host: string; readonly rule: string }[];
}

/** A conclusion that changes, and the packets that show why. */
export interface Flip {
  /** The host's name, or its address where it has none. */
  readonly host: string;
  /** `22/tcp`; absent where it is the host itself that is found up or down. */
  readonly port?: string;
  readonly before: Conclusion;
  readonly after: Conclusion;
}

export interface Conclusion {
  readonly state: PortState | HostView['state'];
  readonly reason: string;
  /** The packet that the scanner sent, as one line; absent where it sent none. */
  readonly witness?: string;
  readonly why: readonly WhyLine[];
}
