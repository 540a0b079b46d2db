import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { LabFailure } from './failure.ts';
import { stateFolder } from './state-folder.ts';
import { toolEnvironment } from './tools.ts';

const WAIT_SECONDS = 60;

/**
 * Runs `job` while no other process does anything to the lab of this name. The lock is the kernel's, held by a
 * `flock` whose standard input is ours: it is given back when this process ends, however it ends.
 */
export async function withLock<T>(lab: string, job: () => Promise<T>): Promise<T> {
  const file = join(stateFolder(), `${lab}.lock`);
  const keeper = spawn('flock', ['--exclusive', '--timeout', String(WAIT_SECONDS), file, 'cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: toolEnvironment(),
  });
  keeper.stdin.on('error', () => {});
  keeper.stdin.write('\n');
  // cat gives the line back as soon as flock has the lock and lets it run.
  const held = await Promise.race([
    once(keeper.stdout, 'data').then(() => true),
    once(keeper, 'close').then(() => false),
  ]);
  if (!held)
    throw new LabFailure(`Another process has been busy with lab ${lab} for ${WAIT_SECONDS} seconds.`);
  try {
    return await job();
  } finally {
    const released = once(keeper, 'close');
    keeper.stdin.end();
    await released;
  }
}
