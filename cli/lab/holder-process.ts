import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { unshareArguments } from './availability.ts';
import { LabFailure } from './failure.ts';
import type { LabPlan } from './plan.ts';
import { childrenOf, processFacts } from './process-facts.ts';
import { programPath } from './programs.ts';
import { toolEnvironment } from './tools.ts';

/** The holder of a lab that this process has started, on its leash. */
export interface HolderProcess {
  /** The holder as seen from here; process 1 inside. */
  readonly pid: number;
  readonly startTime: number;
  /** From now on the lab outlives this process. */
  keep(): Promise<void>;
  /** Resolves when the holder is gone. */
  readonly ended: Promise<void>;
}

type Answer = { ready?: true; kept?: true; failed?: string };

/** Starts a holder and waits until its lab stands. Rejects, with nothing left behind, where it cannot be built. */
export async function startHolder(plan: LabPlan, userNamespace: boolean): Promise<HolderProcess> {
  const program = [process.execPath, '--max-old-space-size=64', programPath('lab-holder')];
  const child = spawn('unshare', [...unshareArguments(userNamespace), ...program], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: toolEnvironment(),
    cwd: '/',
    detached: true, // Ctrl-C is for the command that runs, not for the lab
  });
  const answers = answersOf(child);
  child.stdin?.on('error', () => {});
  child.stdin?.write(`${JSON.stringify(plan)}\n`);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answer = await answers.next();
  if (answer.ready === undefined || child.pid === undefined) {
    child.stdin?.destroy();
    throw new LabFailure(`The lab could not be built: ${answer.failed ?? 'its holder gave no answer'}`);
  }
  const pid = childrenOf(child.pid)[0];
  const facts = pid === undefined ? undefined : processFacts(pid);
  if (pid === undefined || facts === undefined) throw new LabFailure('The holder of the lab ended at once.');
  letGo(child);
  return {
    pid,
    startTime: facts.startTime,
    ended,
    keep: async () => {
      child.stdin?.write('keep\n');
      const { kept } = await answers.next();
      if (kept === undefined) throw new LabFailure('The holder of the lab ended at once.');
      for (const stream of child.stdio) stream?.destroy();
    },
  };
}

/** This process may end while the lab runs; that a lab on the leash ends with it is the leash's doing. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of child.stdio) (stream as Socket | null)?.unref?.();
}

/** The holder's answers one by one; once it is gone, what it complained of. */
function answersOf(child: ChildProcess): { next(): Promise<Answer> } {
  const waiting: ((answer: Answer) => void)[] = [];
  const arrived: Answer[] = [];
  const deliver = (answer: Answer): void => {
    const receiver = waiting.shift();
    if (receiver) receiver(answer);
    else arrived.push(answer);
  };
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (complaint.length < 2_000) complaint += chunk.toString();
  });
  child.once('error', (error) => deliver({ failed: error.message }));
  child.once('close', (code, signal) =>
    deliver({ failed: complaint.trim() || `it ended with ${code ?? signal}` }),
  );
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) deliver(JSON.parse(line) as Answer);
    });
  return {
    next: () => {
      const answer = arrived.shift();
      return answer ? Promise.resolve(answer) : new Promise((resolve) => waiting.push(resolve));
    },
  };
}
