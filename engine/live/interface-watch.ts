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
  /** The main routing table as /proc/net/route has it (proc_net(5)). */
  routingTable(): string;
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
  routingTable: () => readFileSync('/proc/self/net/route', 'utf8'),
};

/** Why nothing can be sent or received any more. */
export interface Loss {
  /** One sentence. */
  readonly message: string;
  /** False: it is gone for good, and what comes in its place is another. */
  readonly mayReturn: boolean;
}

/** What keeps one of the interfaces from carrying packets; undefined while all can. */
export function lossOf(
  interfaces: Iterable<VantageInterface>,
  facts: InterfaceFacts = systemFacts,
): Loss | undefined {
  const running = facts.running();
  for (const { name, address } of interfaces) {
    const addresses = running.get(name);
    if (addresses === undefined)
      return facts.exists(name)
        ? { message: `Interface ${name} went down or lost its address.`, mayReturn: true }
        : { message: `Interface ${name} was removed.`, mayReturn: false };
    const text = formatIpv4(address);
    if (!addresses.includes(text))
      return { message: `Interface ${name} lost its address ${text}.`, mayReturn: true };
  }
  return undefined;
}
