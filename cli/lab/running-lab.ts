import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { LabFailure } from './failure.ts';
import { isAlive, treeOf } from './process-facts.ts';
import { toolEnvironment } from './tools.ts';

/** A real lab that stands. */
export interface RunningLab {
  readonly name: string;
  /** Process id of its holder. */
  readonly pid: number;
  readonly hosts: readonly string[];
  /** Starts a program in a host's place. Kill it with `killTree`: between it and us stands `nsenter`. */
  exec(host: string, argv: readonly string[], options?: SpawnOptions): ChildProcess;
  /** Runs a program in a host's place to its end. */
  run(host: string, argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Removes the lab. Resolves when all of its processes are gone; doing it twice is fine. */
  down(): Promise<void>;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly timeoutMs?: number;
}

export interface RunResult {
  /** 128 and the signal's number where a signal ended it, as shells count. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface LabHandle {
  readonly name: string;
  readonly pid: number;
  readonly startTime: number;
  readonly userNamespace: boolean;
  readonly hosts: readonly string[];
  /** Done after the lab is gone. */
  readonly forget?: () => void;
}

export function runningLabOf(lab: LabHandle): RunningLab {
  const exec = (host: string, argv: readonly string[], options: SpawnOptions = {}): ChildProcess => {
    const [program, ...args] = enter(lab, host, argv);
    return spawn(program, args, { ...options, env: { ...toolEnvironment(), ...options.env } });
  };
  return {
    name: lab.name,
    pid: lab.pid,
    hosts: lab.hosts,
    exec,
    run: (host, argv, options) => run(exec(host, argv, { stdio: ['pipe', 'pipe', 'pipe'] }), options),
    down: async () => {
      await endHolder(lab.pid, lab.startTime);
      lab.forget?.();
    },
  };
}

/** The command line that runs `argv` in a host's place, in the folder that we are in. */
function enter(lab: LabHandle, host: string, argv: readonly string[]): readonly [string, ...string[]] {
  if (!lab.hosts.includes(host))
    throw new LabFailure(`Lab ${lab.name} has no host "${host}".`, `Its hosts are: ${lab.hosts.join(', ')}.`);
  if (argv.length === 0)
    throw new LabFailure(
      'No command is given.',
      'Write it after --: halfopen lab exec LAB HOST -- ip address',
    );
  if (!isAlive(lab.pid, lab.startTime))
    throw new LabFailure(`Lab ${lab.name} is not running any more.`, 'Build it again with halfopen lab up.');
  const spaces = lab.userNamespace ? ['-U', '--preserve-credentials'] : [];
  // Entering a mount namespace leads to its root; env goes back to where the user was.
  const inFolder = ['env', `--chdir=${process.cwd()}`];
  const inHost = ['ip', 'netns', 'exec', host];
  return [
    'nsenter',
    '-t',
    String(lab.pid),
    ...spaces,
    '-n',
    '-m',
    '-p',
    '--',
    ...inFolder,
    ...inHost,
    ...argv,
  ];
}

function run(child: ChildProcess, { input = '', timeoutMs }: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const collected = { stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      collected.stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      collected.stderr += text;
    });
    const timer =
      timeoutMs === undefined ? undefined : setTimeout(() => killTree(child, 'SIGKILL'), timeoutMs);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: exitCode(code, signal), ...collected });
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/** Sends a signal to a program started by `exec` and all it has started; the last ones first, so that exit codes come through. */
export function killTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  for (const pid of [...treeOf(child.pid)].reverse()) {
    // nsenter and its like end with what they wait for, and pass its end on; only SIGKILL is for them too.
    if (pid === child.pid && signal !== 'SIGKILL') continue;
    signalProcess(pid, signal);
  }
}

/** Ends a holder, and with it its lab; only if it is the very process that is meant. */
export async function endHolder(pid: number, startTime: number): Promise<void> {
  if (isAlive(pid, startTime)) signalProcess(pid, 'SIGKILL');
  for (let waited = 0; isAlive(pid, startTime); waited += 5) {
    if (waited > 10_000) throw new LabFailure(`The holder of the lab, process ${pid}, does not end.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const SIGNAL_NUMBER: Partial<Record<NodeJS.Signals, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGKILL: 9,
  SIGTERM: 15,
};

export const exitCode = (code: number | null, signal: NodeJS.Signals | null): number =>
  code ?? 128 + ((signal && SIGNAL_NUMBER[signal]) ?? 0);
