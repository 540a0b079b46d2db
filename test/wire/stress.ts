import { builtProgram } from '../support/built-program.ts';
import type { ScanOutcome } from './programs/scan.ts';
import { runInSandbox } from './sandbox.ts';

/** What a live scan under stress came to. */
export interface Stressed {
  readonly wrong: readonly string[];
  /** What arrived in the target's place and should not have. */
  readonly strays: readonly string[];
  readonly scan: ScanOutcome;
}

export interface Forged extends Stressed {
  readonly forged: number;
  readonly forgerSaid: string;
  /** All forgeries were sent before the scan ended. */
  readonly inTime: boolean;
}

/** TTL of everything that `programs/forge.ts` sends. */
export const FORGED_TTL = 99;

/** Runs a case of `programs/stress-cases.ts`. */
export async function runStress<T>(name: string, extra = '', timeoutMs = 100_000): Promise<T> {
  const ran = await runInSandbox(
    'test/wire/programs/stress-cases.ts',
    [name, builtProgram('test/wire/programs/scan.ts'), builtProgram('test/wire/programs/forge.ts'), extra],
    timeoutMs,
  );
  if (ran.code !== 0) throw new Error(`${name}: ${ran.signal ?? ran.code} ${ran.stderr}${ran.stdout}`);
  return JSON.parse(ran.stdout) as T;
}
