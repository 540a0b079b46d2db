import { spawn } from 'node:child_process';

export interface Timed {
  readonly seconds: number;
  readonly stdout: string;
  readonly code: number | null;
}

/** Runs a whole process and says how long it took from start to end. */
export function timed(argv: readonly string[]): Promise<Timed> {
  const [program = '', ...args] = argv;
  const began = process.hrtime.bigint();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ seconds: Number(process.hrtime.bigint() - began) / 1e9, stdout, code }),
    );
  });
}

/** The middle one of an odd number of runs: what a noisy machine lets one say. */
export async function median(runs: number, run: () => Promise<Timed>): Promise<Timed> {
  const all: Timed[] = [];
  for (let i = 0; i < runs; i++) all.push(await run());
  const sorted = all.sort((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor(runs / 2)];
  if (middle === undefined) throw new Error('no runs');
  return middle;
}

export function figure(
  what: string,
  seconds: number,
  beside?: { what: string; seconds: number; goal: number },
): void {
  const ratio =
    beside === undefined
      ? ''
      : `  = ${(seconds / beside.seconds).toFixed(2)} x ${beside.what} (${beside.seconds.toFixed(2)} s); goal ${beside.goal} x`;
  process.stdout.write(`${what.padEnd(58)} ${seconds.toFixed(2)} s${ratio}\n`);
}
