import { loadCap } from '../../engine/live/index.ts';
import { LabFailure } from './failure.ts';
import type { LabPlan } from './plan.ts';

/** Hosts of stacks that the kernel cannot play need libpcap to reach the wire; throws where that is missing. */
export function requireWire({ hosts }: LabPlan, load: typeof loadCap = loadCap): void {
  const played = hosts.find(({ stack }) => stack !== undefined);
  if (played === undefined) return;
  const addon = load();
  if (addon.ok) return;
  const { remedy } = addon.error;
  throw new LabFailure(
    `${played.name} has the stack ${played.stack}, which Halfopen itself plays on the real wire, through the cap package and libpcap; they cannot be loaded here.`,
    ...(remedy === undefined ? [] : [remedy]),
    'Or scan this lab simulated, which needs nothing.',
  );
}
