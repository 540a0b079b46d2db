import type { Result } from '../../engine/base/result.ts';
import { scopeForLoopback } from '../../engine/live/index.ts';
import type { ScanRequest } from '../../engine/scan/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { EXIT, type Exit } from '../exit.ts';
import { labAvailability, labUp } from '../lab/index.ts';
import { recordLiveScan } from '../record/live-scan.ts';
import { PROGRAM } from '../root.ts';
import { terminal } from '../terminal.ts';
import { wallClock } from '../wall-clock.ts';
import { exitOf, runningCopy } from '../world/in-lab.ts';
import { scanFromHere, scopeInside, whereWeStand } from '../world/live.ts';
import { missingLine } from '../world/missing.ts';
import type { ScanOutcome } from '../world/outcome.ts';
import { scopeFromFile } from '../world/scope-file.ts';
import type { OwnOptions } from './request.ts';

/** Scans for real from where this process stands: in a lab's scanner, on loopback, or as a scope file allows. */
export async function scanLive(
  request: ScanRequest,
  own: OwnOptions,
  lab: Lab | undefined,
  traced: boolean,
): Promise<Result<ScanOutcome>> {
  const system = await whereWeStand();
  if (!system.ok) return system;
  const scope =
    lab !== undefined
      ? scopeInside(lab, system.value)
      : own.scope !== undefined
        ? await scopeFromFile(own.scope, own.consent, system.value)
        : { ok: true as const, value: scopeForLoopback() };
  if (!scope.ok) return scope;
  const { record } = own;
  const { startedAtMs } = wallClock();
  const outcome = await scanFromHere(request, scope.value, system.value, {
    traced: traced || record !== undefined,
  });
  if (!outcome.ok || record === undefined) return outcome;
  const written = recordLiveScan({ outcome: outcome.value, startedAtMs, labPath: own.lab }, record);
  return written.ok ? outcome : written;
}

/** Starts this very command again in the scanner's place, in the lab that is up or in one made for it. */
export async function scanInsideLab(
  args: readonly string[],
  own: OwnOptions,
  lab: Lab,
): Promise<Exit | number> {
  const available = labAvailability();
  if (!available.ok) {
    terminal.note(missingLine(available));
    return EXIT.missing;
  }
  const standing = runningCopy(lab);
  const running = standing ?? (await labUp(lab, { ephemeral: true }));
  try {
    const options = [
      ...(own.seed === undefined ? [] : ['--seed', own.seed]),
      ...(own.why === undefined ? [] : ['--why', own.why]),
      ...(own.record === undefined ? [] : ['--record', own.record]),
    ];
    const self = [process.execPath, PROGRAM];
    const inside = ['scan', '--live', '--inside-lab', '--lab', own.lab ?? '', ...options];
    return await exitOf(running.exec('scanner', [...self, ...inside, ...args], { stdio: 'inherit' }));
  } finally {
    if (standing === undefined) await running.down();
  }
}
