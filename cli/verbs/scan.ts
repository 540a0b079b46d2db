import { complain, type Result } from '../../engine/base/result.ts';
import { scopeForLoopback } from '../../engine/live/index.ts';
import { fullHelpText } from '../../engine/options/index.ts';
import type { ScanRequest } from '../../engine/scan/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { EXIT, type Exit } from '../exit.ts';
import { labAvailability, labUp } from '../lab/index.ts';
import { complaintLines, readLab } from '../lab-file.ts';
import { PROGRAM } from '../root.ts';
import { terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { wallClock } from '../wall-clock.ts';
import { exitOf, runningCopy } from '../world/in-lab.ts';
import { scanFromHere, scopeInside, whereWeStand } from '../world/live.ts';
import { missingLine } from '../world/missing.ts';
import type { ScanOutcome } from '../world/outcome.ts';
import { scopeFromFile } from '../world/scope-file.ts';
import { scanSimulated } from '../world/simulated.ts';
import { needsTrace, writeOutputs } from './outputs.ts';
import { type OwnOptions, understand } from './request.ts';
import { whyText } from './why.ts';

export async function scan(args: readonly string[], own: OwnOptions): Promise<Exit | number> {
  if (own.helpAll === true) {
    terminal.print(fullHelpText());
    return EXIT.done;
  }
  if (own.lab === undefined && own.live !== true) {
    terminal.note(
      'halfopen scan needs a world: --lab FILE for a simulated lab, or --live.\nThe labs of the lessons are in lessons/labs.',
    );
    return EXIT.usage;
  }
  const lab = own.lab === undefined ? undefined : readLab(own.lab);
  if (lab?.ok === false) {
    terminal.note(complaintLines(own.lab ?? '', lab.error));
    return EXIT.usage;
  }
  const command = understand(args, own, lab?.value);
  if (!command.ok) {
    terminal.note(command.error);
    return EXIT.usage;
  }
  if (own.live === true && lab !== undefined && own.insideLab !== true)
    return scanInsideLab(args, own, lab.value);
  const { request, notices } = command.value;
  for (const notice of notices) terminal.note(notice);
  const traced = own.why !== undefined || needsTrace(request);
  const clock = wallClock();
  const outcome =
    own.live === true
      ? await scanLive(request, own, lab?.value, traced)
      : simulate(lab?.value, request, traced);
  if (!outcome.ok) {
    terminal.note(
      [outcome.error.message, outcome.error.remedy].filter((line) => line !== undefined).join('\n'),
    );
    return EXIT.missing;
  }
  const world = own.live === true ? 'live' : 'simulated';
  return tell(outcome.value, own, { clock, program: { version: version(), world } });
}

function tell(
  outcome: ScanOutcome,
  own: OwnOptions,
  frame: Pick<Parameters<typeof writeOutputs>[0], 'clock' | 'program'>,
): Exit {
  const written = writeOutputs({ ...outcome, ...frame });
  if (!written.ok) {
    terminal.note(written.error.message);
    return EXIT.usage;
  }
  if (own.why !== undefined) {
    const why = whyText(outcome, own.why);
    if (!why.ok) {
      terminal.note(why.error.message);
      return EXIT.usage;
    }
    terminal.print(`\n${why.value}`);
  }
  return outcome.report.lost === undefined ? EXIT.done : EXIT.missing;
}

function simulate(lab: Lab | undefined, request: ScanRequest, traced: boolean): Result<ScanOutcome> {
  if (lab === undefined) return complain('A simulated scan needs a lab: --lab FILE.');
  return { ok: true, value: scanSimulated(lab, request, { traced }) };
}

async function scanLive(
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
  return scope.ok ? scanFromHere(request, scope.value, system.value, { traced }) : scope;
}

/** Starts this very command again in the scanner's place, in the lab that is up or in one made for it. */
async function scanInsideLab(args: readonly string[], own: OwnOptions, lab: Lab): Promise<Exit | number> {
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
    ];
    const self = [process.execPath, PROGRAM];
    const inside = ['scan', '--live', '--inside-lab', '--lab', own.lab ?? '', ...options];
    return await exitOf(running.exec('scanner', [...self, ...inside, ...args], { stdio: 'inherit' }));
  } finally {
    if (standing === undefined) await running.down();
  }
}
