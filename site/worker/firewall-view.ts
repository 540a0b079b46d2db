import {
  type Chain,
  type Rule,
  type RuleSet,
  ruleWords,
  type TargetPart,
  wordsAsText,
} from '../../simulator/firewall/index.ts';
import type { ChainView, HostFirewall, RuleView } from '../model/firewall/firewall-view.ts';
import type { FirewallViewJob } from './firewall-jobs.ts';

/** The rule sets of hosts in canonical words, as the page shows them. */
export const firewallView = ({ hosts }: FirewallViewJob): readonly HostFirewall[] =>
  hosts.map(({ name, firewall }) => viewOf(name, firewall));

const viewOf = (host: string, { tables }: RuleSet): HostFirewall => ({
  host,
  tables: tables.map((table) => ({
    name: table.name,
    chains: table.chains.map(chainView),
  })),
});

function chainView({ name, policy, rules }: Chain): ChainView {
  return {
    name,
    ...(policy === undefined ? {} : { policy }),
    isCounted: policy === 'DROP' || rules.length > 0,
    rules: rules.map((rule, index) => ruleView(rule, index + 1)),
  };
}

function ruleView(rule: Rule, number: number): RuleView {
  const { target } = rule;
  return {
    number,
    target: nameOf(target),
    words: wordsAsText(ruleWords(rule)),
    ...(target?.kind === 'jump' || target?.kind === 'goto'
      ? { leadsTo: { chain: target.chain, returns: target.kind === 'jump' } }
      : {}),
  };
}

function nameOf(target: TargetPart | undefined): string {
  switch (target?.kind) {
    case undefined:
      return '';
    case 'verdict':
      return target.verdict;
    case 'extension':
      return target.extension;
    case 'jump':
    case 'goto':
      return target.chain;
  }
}
