export { canonicalCommands } from './canonical.ts';
export type { Counters } from './chains.ts';
export { type Conntrack, createConntrack, type FlowRecord } from './conntrack/index.ts';
export {
  createFirewall,
  type Firewall,
  type FirewallSurroundings,
  type LogEntry,
  type Occasion,
  type Passage,
} from './firewall.ts';
export { MATCHES } from './matches/index.ts';
export { parseFirewall } from './parse.ts';
export * from './ruleset.ts';
export { TARGETS } from './targets/index.ts';
