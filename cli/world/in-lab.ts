import type { ChildProcess } from 'node:child_process';
import type { Lab } from '../../simulator/lab/index.ts';
import { EXIT } from '../exit.ts';
import {
  exitCode,
  LabFailure,
  listLabs,
  planHash,
  planOf,
  type RunningLab,
  runningLab,
} from '../lab/index.ts';

/** The lab of this very content that is up; one of the same name but other content is refused. */
export function runningCopy(lab: Lab): RunningLab | undefined {
  const known = listLabs().find((one) => one.name === lab.name);
  if (known === undefined) return undefined;
  if (known.planHash === planHash(planOf(lab))) return runningLab(lab.name);
  throw new LabFailure(
    `A lab called ${lab.name} is up, but built from another file or an older version of this one.`,
    `Remove it first with: halfopen lab down ${lab.name}`,
  );
}

/** Waits for a program to end; its exit status becomes ours. */
export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new LabFailure(`The program cannot be started: ${error.message}`)));
    child.on('exit', (code, signal) =>
      resolve(code === null && signal === null ? EXIT.no : exitCode(code, signal)),
    );
  });
}
