import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { LABS, PROGRAM, ROOT } from '../../cli/root.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const labFile = (name: string): string => join(LABS, `${name}.yaml`);

/** Runs the built command as a user does, from the project's folder. */
export function halfopen(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: ROOT,
    env: { ...process.env, TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said }));
  });
}

/** Scans a lab of the lessons; the nmap words are given as a user types them. */
export const scanLab = (lab: string, words: string): Promise<Ended> =>
  halfopen(['scan', '--lab', labFile(lab), ...words.split(' ')]);
