import { type Sight, sightOf } from '../../model/defender/sight.ts';
import type { Run } from '../../session/run.ts';

/** What hosts saw of runs, worked out once: a run does not change. */
const known = new WeakMap<Run, Map<string, Sight>>();

export function sightIn(run: Run, host: string): Sight {
  const ofRun = known.get(run) ?? new Map<string, Sight>();
  known.set(run, ofRun);
  const sight = ofRun.get(host) ?? sightOf(run.events, host);
  ofRun.set(host, sight);
  return sight;
}
