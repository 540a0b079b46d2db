import {
  createScanner,
  type ScanEffect,
  type ScanInput,
  type ScanRequest,
  step,
} from '../../engine/scan/index.ts';
import { createTraceLog, type TraceEvent } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { createWorld } from '../../simulator/network/index.ts';

/** Scans the simulated lab and lets the world go on a little, as a capture on a real wire does. */
export function watchToTheEnd(
  lab: Lab,
  request: ScanRequest,
  afterwardsUs: number,
): { events: readonly TraceEvent[]; seenByScan: number } {
  const trace = createTraceLog();
  const world = createWorld(lab, { trace, seed: lab.seed });
  const state = createScanner(request, { vantage: world.vantage, trace });
  let seenByScan = 0;
  let isOver = false;
  const watched = (input: ScanInput): readonly ScanEffect[] => {
    if (isOver) return input.type === 'woke' ? [{ type: 'finished' }] : [];
    const effects = step(state, input)[1];
    isOver = effects.some(({ type }) => type === 'finished');
    if (!isOver) return effects;
    seenByScan = trace.events.length;
    return [
      ...effects.filter(({ type }) => type !== 'finished' && type !== 'wake'),
      { type: 'wake', at: input.at + afterwardsUs },
    ];
  };
  world.transport().run(watched);
  return { events: trace.events, seenByScan };
}
