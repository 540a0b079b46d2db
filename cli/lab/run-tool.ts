import { spawn } from 'node:child_process';
import { toolEnvironment } from './tools.ts';

/** A system program failed; the message names it and holds what it said. */
export class ToolFailure extends Error {}

/** Runs a program with an argument vector, never through a shell. Rejects unless it ends with 0. */
export function runTool(program: string, args: readonly string[], input = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'], env: toolEnvironment() });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 2_000) complaint += chunk.toString();
    });
    child.on('error', (error) => reject(new ToolFailure(`${program} could not be run: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new ToolFailure(describeFailure(program, args, complaint.trim(), code ?? signal)));
    });
    child.stdin.on('error', () => {}); // it ended without reading; its exit code says the rest
    child.stdin.end(input);
  });
}

function describeFailure(program: string, args: readonly string[], complaint: string, how: unknown): string {
  const said = complaint.split('\n').slice(0, 3).join(' ');
  return `"${[program, ...args].join(' ')}" failed: ${said || `it ended with ${how}`}`;
}

/** Runs `job` on each item, at most `width` at a time. Rejects with the first failure. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  job: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await job(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}
