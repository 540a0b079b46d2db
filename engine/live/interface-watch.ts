import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { formatIpv4 } from '../packet/index.ts';
import type { VantageInterface } from '../scan/index.ts';

/** What the kernel says about interfaces; a seam for tests. */
export interface InterfaceFacts {
  /** Interfaces that are up and have a carrier, with their IPv4 addresses. */
  running(): ReadonlyMap<string, readonly string[]>;
  /** Whether it exists at all. */
  exists(name: string): boolean;
}

export const systemFacts: InterfaceFacts = {
  // libuv lists only interfaces with IFF_UP and IFF_RUNNING, of the namespace that the process is in.
  running: () =>
    new Map(
      Object.entries(networkInterfaces()).map(([name, addresses]) => [
        name,
        (addresses ?? []).filter((one) => one.family === 'IPv4').map((one) => one.address),
      ]),
    ),
  // /proc/net follows the reader's namespace; /sys shows the one it was mounted in.
  exists: (name) =>
    readFileSync('/proc/self/net/dev', 'utf8')
      .split('\n')
      .some((line) => line.trimStart().startsWith(`${name}:`)),
};

/** One sentence when one of the interfaces cannot carry packets any more; undefined while all can. */
export function lossOf(
  interfaces: Iterable<VantageInterface>,
  facts: InterfaceFacts = systemFacts,
): string | undefined {
  const running = facts.running();
  for (const { name, address } of interfaces) {
    const addresses = running.get(name);
    if (addresses === undefined)
      return facts.exists(name)
        ? `Interface ${name} went down or lost its address.`
        : `Interface ${name} was removed.`;
    const text = formatIpv4(address);
    if (!addresses.includes(text)) return `Interface ${name} lost its address ${text}.`;
  }
  return undefined;
}
