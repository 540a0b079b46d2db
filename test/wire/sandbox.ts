import { spawn, spawnSync } from 'node:child_process';
import { builtProgram } from '../support/built-program.ts';

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A world of its own for one program: user, network, mount and PID namespaces without any link to the outside.
 * When the program ends, however it ends, the kernel removes all that was made in it.
 */
const UNSHARE = ['-Urnmp', '--fork', '--kill-child', '--mount-proc'];

/** Why live tests cannot run here; undefined: they can. */
export function whyNoSandbox(): string | undefined {
  if (process.platform !== 'linux') return 'live tests need Linux';
  const tried = spawnSync('unshare', [...UNSHARE, 'ip', 'link', 'show', 'lo'], { encoding: 'utf8' });
  if (tried.status === 0) return undefined;
  return `no user namespaces here: ${tried.error?.message ?? tried.stderr.trim()}`;
}

/** Runs a program of the tests (a path from the repository's root) in a sandbox; a hung one is killed. */
export function runInSandbox(path: string, args: readonly string[], timeoutMs = 60_000): Promise<Ran> {
  return run(
    'unshare',
    [...UNSHARE, process.execPath, '--expose-gc', builtProgram(path), ...args],
    timeoutMs,
  );
}

/** Runs a program and gives back all it said. */
export function run(program: string, args: readonly string[], timeoutMs = 60_000): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, ...said });
    });
  });
}
