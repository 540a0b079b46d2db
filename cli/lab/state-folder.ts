import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabFailure } from './failure.ts';

/**
 * The folder with one record a running lab: ours alone, gone with the session or the boot as the labs are. In a
 * shared /tmp somebody may have put a folder or link of that name there first; such a one is refused.
 */
export function stateFolder(): string {
  const user = process.getuid?.() ?? 0;
  const runtime = process.env.XDG_RUNTIME_DIR;
  const folder =
    runtime && isOwn(runtime, user) ? join(runtime, 'halfopen') : join(tmpdir(), `halfopen-${user}`);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new LabFailure(
        `The folder ${folder} for records of labs cannot be made: ${(error as Error).message}`,
      );
  }
  if (!isOwn(folder, user) || (lstatSync(folder).mode & 0o077) !== 0)
    throw new LabFailure(
      `The folder ${folder} for records of labs is not this user's alone.`,
      'Remove it, or set XDG_RUNTIME_DIR to a folder of your own.',
    );
  return folder;
}

function isOwn(folder: string, user: number): boolean {
  try {
    const facts = lstatSync(folder);
    return facts.isDirectory() && facts.uid === user;
  } catch {
    return false;
  }
}
