import type { Random } from '../../engine/base/random.ts';
import type { Us } from '../../engine/base/time.ts';
import type { EventId, TraceLog } from '../../engine/trace/index.ts';
import type { Conntrack } from './conntrack/index.ts';
import type { HookName, RuleSet } from './ruleset.ts';

export interface FirewallSurroundings {
  /** The host's name, for the trace. */
  readonly host: string;
  readonly random: Random;
  readonly trace: TraceLog;
  readonly conntrack: Conntrack;
  /** The host's interfaces, for REDIRECT: a redirected packet is for the address of the one it came in by. */
  readonly interfaces: readonly { readonly name: string; readonly address: number }[];
}

/** Where and when a packet stands before a hook. */
export interface Occasion {
  readonly at: Us;
  readonly in?: string;
  readonly out?: string;
  readonly because: EventId;
}

/** What became of a packet at one hook. `because` is the event to be named as cause of whatever follows. */
export type Passage =
  | { readonly verdict: 'accept'; readonly bytes: Uint8Array; readonly because: EventId }
  | { readonly verdict: 'drop'; readonly because: EventId }
  /** `answer` goes out through the host's output path; absent where Linux sends none. */
  | { readonly verdict: 'reject'; readonly answer: Uint8Array | undefined; readonly because: EventId };

export interface Firewall {
  /** True where no rule can concern any packet: callers then skip every hook. */
  readonly idle: boolean;
  /** Takes an IPv4 packet past one hook. The host calls PREROUTING, routes, then INPUT or FORWARD, and so on. */
  traverse(hook: HookName, bytes: Uint8Array, occasion: Occasion): Passage;
}

export function createFirewall(_rules: RuleSet, _surroundings: FirewallSurroundings): Firewall {
  return {
    idle: true,
    traverse: (_hook, bytes, { because }) => ({ verdict: 'accept', bytes, because }),
  };
}
