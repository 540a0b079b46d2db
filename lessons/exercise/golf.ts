import { loadLab, SCANNER } from '../../simulator/lab/index.ts';
import { sightOf } from '../../site/model/defender/sight.ts';
import { rulesOf } from '../goals/check.ts';
import { runLine } from './run.ts';
import type { BuildTask, Built } from './task.ts';

/** How little it took: three goals of their own, each the fewer the better. */
export interface Golf {
  /** On all hosts together, policies not counted. */
  readonly rules: number;
  /** Sent by the scanner. */
  readonly packets: number;
  /** At all hosts but the scanner (site/model/defender/noise.ts). */
  readonly noise: number;
}

/** Of what was built, scanned by its own line or the first of the goals'. Undefined where it cannot be run. */
export function golfOf(task: Pick<BuildTask, 'goals'>, { labText, line }: Built): Golf | undefined {
  const lab = loadLab(labText);
  const goalLine = task.goals.flatMap((goal) => ('line' in goal && goal.line !== 'own' ? goal.line : []))[0];
  const asked = line ?? goalLine;
  if (!lab.ok || asked === undefined) return undefined;
  const ran = runLine(labText, asked);
  if (!ran.ok) return undefined;
  const hosts = lab.value.hosts.map(({ name }) => name);
  const watched = hosts.filter((name) => name !== SCANNER);
  return {
    rules: hosts.reduce((sum, host) => sum + rulesOf(lab.value, host), 0),
    packets: ran.value.scan.sent,
    noise: watched.reduce((sum, host) => sum + sightOf(ran.value.events, host).noise, 0),
  };
}
