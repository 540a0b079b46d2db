import { runScanNow } from '../../engine/scan/index.ts';
import { TECHNIQUE_NAMES, TECHNIQUES, type TechniqueName } from '../../engine/technique/index.ts';
import { UNTRACED } from '../../engine/trace/index.ts';
import { type Lab, loadLab } from '../../simulator/lab/index.ts';
import { createWorld } from '../../simulator/network/index.ts';
import { probeText } from '../model/conditions.ts';
import { scanView } from '../model/scan-view.ts';
import { understandIn } from '../model/understand.ts';
import type { MatrixJob, MatrixRow } from './protocol.ts';

/** Every technique against the same ports, each in the lab as just built. A technique without ports is left out. */
export function matrix({ labText, ...asked }: MatrixJob): readonly MatrixRow[] {
  const lab = loadLab(labText);
  return lab.ok ? matrixOf(lab.value, asked) : [];
}

export function matrixOf(lab: Lab, asked: Omit<MatrixJob, 'labText'>): MatrixRow[] {
  return TECHNIQUE_NAMES.flatMap((technique) => rowOf(lab, technique, asked) ?? []);
}

function rowOf(
  lab: Lab,
  technique: TechniqueName,
  { target, ...lists }: Omit<MatrixJob, 'labText'>,
): MatrixRow | undefined {
  const { title, flag, protocol, probe, teaches } = TECHNIQUES[technique];
  const list = lists[protocol];
  if (list === undefined) return undefined;
  const args = [flag, '-p', list, target];
  const command = understandIn(lab, args);
  if (!command.ok) return undefined;
  const world = createWorld(lab, { trace: UNTRACED });
  const setting = { vantage: world.vantage, trace: UNTRACED };
  const [host] = scanView(runScanNow(command.value.request, setting, world.transport())).hosts;
  return {
    technique,
    title,
    flag,
    sends: probeText(probe),
    teaches,
    line: ['nmap', ...args].join(' '),
    ports: host?.ports ?? [],
  };
}
