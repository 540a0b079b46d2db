import { canonicalCommands, wordsAsText } from '../../simulator/firewall/index.ts';
import type { HostSpec } from '../../simulator/lab/index.ts';

/** A host's rules as one would type them, the default table left unsaid. */
export const ruleLines = ({ firewall }: Pick<HostSpec, 'firewall'>): readonly string[] =>
  canonicalCommands(firewall).map((words) => `iptables ${wordsAsText(words).replace(/^-t filter /, '')}`);
