import type { RuleSet } from '../../simulator/firewall/index.ts';
import type { HostFirewall } from '../model/firewall/firewall-view.ts';

/** What the firewall's views ask of the worker. */
export interface FirewallJobs {
  /** Rule sets in canonical words. */
  readonly 'firewall-view': { readonly asks: FirewallViewJob; readonly gives: readonly HostFirewall[] };
}

export interface FirewallViewJob {
  readonly hosts: readonly { readonly name: string; readonly firewall: RuleSet }[];
}
