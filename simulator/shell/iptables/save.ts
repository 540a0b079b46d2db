import { type Rule, ruleWords, systemProtocol, wordsAsText } from '../../firewall/index.ts';
import { type CountersOf, isPolicyCounted, NOTHING, rulesOf, type Shown } from './list.ts';

/** `iptables -S`: the rules as commands. With `counts` (-v) each tells what it met, packets and bytes. */
export function saveChains(shown: Shown, counts: boolean, countersOf: CountersOf): string[] {
  const { chain: wanted, number, table } = shown;
  const chains = table.chains.filter(({ name }) => wanted === undefined || name === wanted);
  const said = (chain: string, at: number): string[] => {
    const { packets, bytes } = countersOf(chain, at);
    return counts ? ['-c', `${packets}`, `${bytes}`] : [];
  };
  const heads = chains.map((chain) => {
    if (chain.policy === undefined) return `-N ${chain.name}`;
    const met = isPolicyCounted(chain) ? countersOf(chain.name, 0) : NOTHING;
    const counted = counts ? [`-c ${met.packets} ${met.bytes}`] : [];
    return [`-P ${chain.name} ${chain.policy}`, ...counted].join(' ');
  });
  const rules = chains.flatMap((chain) =>
    rulesOf(chain, number).map(({ rule, at }) => {
      const { target, ...conditions } = rule;
      const aim = target ? savedWords({ matches: [], target }) : [];
      return ['-A', chain.name, ...savedWords(conditions), ...said(chain.name, at), ...aim].join(' ');
    }),
  );
  return number === undefined ? [...heads, ...rules] : rules;
}

/** The words that iptables itself prints: a mask behind every address, protocols by name, prefixes in quotes. */
function savedWords(rule: Rule): string[] {
  const words = ruleWords(rule);
  return words.map((word, index) => {
    switch (words[index - 1]) {
      case '-s':
      case '-d':
        return word.includes('/') ? word : `${word}/32`;
      case '-p':
        return /^[0-9]+$/.test(word) ? systemProtocol(Number(word)) : word;
      case '--log-prefix':
        return /^[A-Za-z0-9_-]+$/.test(word) ? word : `"${word}"`;
      default:
        return wordsAsText([word]);
    }
  });
}
