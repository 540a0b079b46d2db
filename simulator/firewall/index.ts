export { canonicalCommands, ruleWords, wordsAsText } from './canonical.ts';
export type { Counters } from './chains.ts';
export { type Conntrack, createConntrack, type FlowRecord, type FlowTuple } from './conntrack/index.ts';
export {
  createFirewall,
  type Firewall,
  type FirewallSurroundings,
  type LogEntry,
  type Occasion,
  type Passage,
} from './firewall.ts';
export { ICMP_NAMES } from './matches/icmp.ts';
export { MATCHES } from './matches/index.ts';
export { isSaved, parseFirewall } from './parse.ts';
export * from './ruleset.ts';
export { TARGETS } from './targets/index.ts';
export { systemProtocol } from './text/values.ts';
export { splitLines, type Word } from './text/words.ts';
