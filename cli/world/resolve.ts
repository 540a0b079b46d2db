import type { Ipv4 } from '../../engine/packet/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';

/** A lab's hosts can be named by name; a host of several networks is met at its first interface. */
export function resolveIn(lab: Lab | undefined, name: string): Ipv4 | undefined {
  return lab?.hosts.find((host) => host.name === name)?.interfaces[0]?.address;
}
