import { complain, ok, type Result } from '../../engine/base/result.ts';
import { fullHelpText } from '../../engine/options/index.ts';
import { needsTrace } from '../../engine/report/index.ts';
import type { ScanRequest } from '../../engine/scan/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { EXIT, type Exit } from '../exit.ts';
import { complaintLines, readLab } from '../lab-file.ts';
import { type Hindrance, whyNotWritable } from '../record/recording-file.ts';
import { terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { wallClock } from '../wall-clock.ts';
import type { ScanOutcome } from '../world/outcome.ts';
import { writeOutputs } from './outputs.ts';
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
  const unrecordable = own.record === undefined ? undefined : whyNotRecorded(own.record, own.live);
  if (unrecordable !== undefined) {
    terminal.note(`${unrecordable.message}\n${unrecordable.remedy}`);
    return EXIT.usage;
  }
  // A scan loads the one world that it needs, and starts sooner.
  const live = own.live === true ? await import('./scan-live.ts') : undefined;
  if (live !== undefined && lab !== undefined && own.insideLab !== true)
    return live.scanInsideLab(args, own, lab.value);
  const { request, notices } = command.value;
  for (const notice of notices) terminal.note(notice);
  const traced = own.why !== undefined || needsTrace(request);
  const clock = wallClock();
  const outcome =
    live === undefined
      ? await simulate(lab?.value, request, traced)
      : await live.scanLive(request, own, lab?.value, traced);
  if (!outcome.ok) {
    terminal.note(
      [outcome.error.message, outcome.error.remedy].filter((line) => line !== undefined).join('\n'),
    );
    return EXIT.missing;
  }
  const world = live === undefined ? 'simulated' : 'live';
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

const whyNotRecorded = (path: string, live: boolean | undefined): Hindrance | undefined =>
  live === true
    ? whyNotWritable(path)
    : { message: '--record keeps what a live scan found.', remedy: 'Add --live, or use halfopen compare.' };

async function simulate(
  lab: Lab | undefined,
  request: ScanRequest,
  traced: boolean,
): Promise<Result<ScanOutcome>> {
  if (lab === undefined) return complain('A simulated scan needs a lab: --lab FILE.');
  const { scanSimulated } = await import('../world/simulated.ts');
  return ok(scanSimulated(lab, request, { traced }));
}
