import { readFileSync } from 'node:fs';

/** What a process sees of its network namespace. */
export interface NamespaceFacts {
  readonly interfaces: readonly string[];
  /** /proc/net/fib_trie: every IPv4 address and route of every table. Empty where there is none. */
  readonly routing: string;
}

/** The kernel puts these into every namespace once their modules are loaded; without an address they carry nothing. */
const FALLBACKS = /^(?:lo|tunl0|gre0|gretap0|erspan0|ip_vti0|ip6_vti0|sit0|ip6tnl0|ip6gre0)$/;

export function namespaceFacts(): NamespaceFacts {
  const read = (name: string): string => readFileSync(`/proc/self/net/${name}`, 'latin1');
  return { interfaces: namesIn(read('dev')), routing: read('fib_trie') };
}

/** `/proc/net/dev`: two lines of headings, then `  lan: 0 0 ...`. */
const namesIn = (dev: string): readonly string[] =>
  dev
    .split('\n')
    .slice(2)
    .flatMap((line) => /^\s*([^:\s]+):/.exec(line)?.[1] ?? []);

/**
 * Why a simulated host may not play here; undefined where it may: in a namespace that has the interfaces of its
 * plan and no other, and whose kernel has no IPv4 address and no route, so that it keeps silent itself.
 */
export function namespaceFault(
  { interfaces, routing }: NamespaceFacts,
  planned: readonly string[],
): string | undefined {
  const here = interfaces.filter((name) => !FALLBACKS.test(name)).sort();
  const wanted = [...planned].sort();
  if (here.join() !== wanted.join())
    return `its network namespace has the interfaces ${here.join(', ') || 'of nobody'}, not ${wanted.join(', ')}`;
  if (routing.trim() !== '') return 'the kernel of its network namespace has an address or a route';
  return undefined;
}
