import {
  type Chain,
  type Rule,
  type RuleSet,
  ruleWords,
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
  const words = ruleWords(rule);
  const end = words.findLastIndex((word) => word === '-j' || word === '-g');
  const { target } = rule;
  return {
    number,
    conditions: wordsAsText(end < 0 ? words : words.slice(0, end)),
    target: end < 0 ? '' : wordsAsText(words.slice(end + 1)),
    ...(target?.kind === 'jump' || target?.kind === 'goto'
      ? { leadsTo: { chain: target.chain, returns: target.kind === 'jump' } }
      : {}),
  };
}
