export { canonicalCommands } from './canonical.ts';
export { type Conntrack, createConntrack } from './conntrack/index.ts';
export {
  createFirewall,
  type Firewall,
  type FirewallSurroundings,
  type Occasion,
  type Passage,
} from './firewall.ts';
export { parseFirewall } from './parse.ts';
export * from './ruleset.ts';
