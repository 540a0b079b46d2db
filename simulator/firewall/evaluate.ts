import type { Counters, LiveChain, LiveRule, LiveTable, Speech } from './chains.ts';
import type { Judged } from './judged.ts';

/** What ended the way through a table's chains: a rule that decided, or the policy (then `rule` is absent). */
export interface Decision {
  readonly speech: Extract<Speech, { kind: 'accept' | 'drop' | 'reject' | 'redirect' }>;
  readonly chain: LiveChain;
  readonly rule: LiveRule | undefined;
}

/** Hears of every rule that matched, in order, and of the policy (then `rule` is absent): of all that was counted. */
export type Listener = (chain: LiveChain, rule: LiveRule | undefined, speech: Speech) => void;

/** Where a jump comes back to. */
interface Return {
  readonly chain: LiveChain;
  readonly next: number;
}

/**
 * Takes a packet through a built-in chain. The first rule that decides counts; a chain of one's own that decides
 * nothing returns to where it was jumped from, and one entered by `-g` to where its jumper would have.
 */
export function evaluate(
  table: LiveTable,
  hook: string,
  packet: Judged,
  listen: Listener,
): Decision | undefined {
  const base = table.get(hook);
  if (!base) return undefined;
  const returns: Return[] = [];
  let chain = base;
  let next = 0;
  while (true) {
    const rule = chain.rules[next++];
    if (rule && !rule.test(packet)) continue;
    if (rule) {
      count(rule.counters, packet);
      listen(chain, rule, rule.speech);
    }
    const { kind, ...speech } = rule?.speech ?? RETURN;
    if (kind === 'accept' || kind === 'drop' || kind === 'reject' || kind === 'redirect') {
      return { speech: { kind, ...speech } as Decision['speech'], chain, rule };
    }
    if (kind === 'jump' || kind === 'goto') {
      if (kind === 'jump') returns.push({ chain, next });
      chain = table.get((speech as { chain: string }).chain) ?? chain;
      next = 0;
    } else if (kind === 'return') {
      const back = returns.pop();
      if (!back) return policy(base, packet, listen);
      ({ chain, next } = back);
    }
  }
}

/** The end of a chain works like RETURN. */
const RETURN: Speech = { kind: 'return' };

function policy(chain: LiveChain, packet: Judged, listen: Listener): Decision {
  const speech = { kind: chain.policy === 'DROP' ? 'drop' : 'accept' } as const;
  count(chain.counters, packet);
  listen(chain, undefined, speech);
  return { speech, chain, rule: undefined };
}

function count(counters: Counters, { totalLength }: Judged): void {
  counters.packets++;
  counters.bytes += totalLength;
}
