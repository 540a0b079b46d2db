import { UNTRACED } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { createWorld, type World } from '../../simulator/network/index.ts';

/** The world of the latest run, kept for its counters, sockets and flows. */
let latest: { readonly labText: string; readonly world: World } | undefined;

export function keepWorld(labText: string, world: World): void {
  latest = { labText, world };
}

/** The world in which the latest run took place; a fresh one where the lab has changed since. */
export function worldOf(labText: string, lab: Lab): World {
  if (latest?.labText !== labText) latest = { labText, world: createWorld(lab, { trace: UNTRACED }) };
  return latest.world;
}
