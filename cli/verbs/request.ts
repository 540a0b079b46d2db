import type { Result } from '../../engine/base/result.ts';
import { complaintText, type ParsedCommand, parseCommandLine } from '../../engine/options/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { resolveIn } from '../world/resolve.ts';

/** What Halfopen's own options say, beside nmap's. */
export interface OwnOptions {
  readonly lab?: string;
  readonly live?: boolean;
  readonly why?: string;
  readonly scope?: string;
  readonly consent?: string;
  readonly seed?: string;
  readonly json?: boolean;
  /** Where a recording of the live scan goes. */
  readonly record?: string;
  /** Set by `scan --live --lab` for the process it starts inside the lab. */
  readonly insideLab?: boolean;
  /** Every option of nmap, also those that are not modelled. */
  readonly helpAll?: boolean;
}

const DEFAULT_SEED = 1;

/** Understands nmap's part of a command line, or says with a caret what is wrong with it. */
export function understand(
  args: readonly string[],
  own: OwnOptions,
  lab: Lab | undefined,
): Result<ParsedCommand, string> {
  if (own.seed !== undefined && !/^\d{1,10}$/.test(own.seed))
    return { ok: false, error: `--seed wants a number of at most ten digits, not "${own.seed}".` };
  const parsed = parseCommandLine(args, {
    resolve: (name) => resolveIn(lab, name),
    privileged: lab !== undefined || process.getuid?.() === 0,
    seed: own.seed === undefined ? (lab?.seed ?? DEFAULT_SEED) : Number(own.seed),
  });
  if (parsed.ok) return parsed;
  return { ok: false, error: complaintText(args, parsed.error) };
}
