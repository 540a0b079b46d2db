import { fail, ok, type Result } from '../../engine/base/result.ts';
import { type Verdicts, verdictsOf } from '../../engine/compare/index.ts';
import { runScanNow } from '../../engine/scan/index.ts';
import { UNTRACED } from '../../engine/trace/index.ts';
import { createWorld } from '../../simulator/network/index.ts';
import { understand } from '../model/understand.ts';

/** What the simulated world says of every port, without its trace; or the complaint about lab or command. */
export function simulatedVerdicts(labText: string, args: readonly string[]): Result<Verdicts, string> {
  const command = understand(labText, args);
  if (!command.ok) return fail(command.error);
  const { lab, request } = command.value;
  const world = createWorld(lab, { trace: UNTRACED });
  return ok(verdictsOf(runScanNow(request, { vantage: world.vantage, trace: UNTRACED }, world.transport())));
}
