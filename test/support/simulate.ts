import { createHash } from 'node:crypto';
import { understand } from '../../cli/verbs/request.ts';
import type { ScanOutcome } from '../../cli/world/outcome.ts';
import { scanSimulated } from '../../cli/world/simulated.ts';
import type { TraceEvent } from '../../engine/trace/index.ts';
import { type Lab, loadLab } from '../../simulator/lab/index.ts';

export function labFrom(text: string): Lab {
  const lab = loadLab(text);
  if (!lab.ok) throw new Error(JSON.stringify(lab.error));
  return lab.value;
}

/** Scans a lab in virtual time, with nmap's words; traced. */
export function simulate(lab: Lab, words: string, seed?: number): ScanOutcome {
  const command = understand(words.split(' '), seed === undefined ? {} : { seed: String(seed) }, lab);
  if (!command.ok) throw new Error(command.error);
  return scanSimulated(lab, command.value.request, { traced: true });
}

/** What a trace is, in 64 digits. The wall clock has no part in it. */
export const digest = (events: readonly TraceEvent[]): string =>
  createHash('sha256').update(JSON.stringify(events)).digest('hex');
