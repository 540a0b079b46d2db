import type { RunningLab } from '../../cli/lab/index.ts';
import { fromHex } from '../../engine/packet/index.ts';
import { builtProgram } from './built-program.ts';

/** Watches a host's interface; resolves when nothing can be missed any more. */
export async function capture(running: RunningLab, host: string, device: string): Promise<Capture> {
  const child = running.exec(
    host,
    [process.execPath, builtProgram('test/agreement/programs/capture.ts'), device],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let output = '';
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      resolve();
    });
    child.once('close', () => reject(new Error(`the capture at ${host} failed: ${complaint}`)));
  });
  return {
    host,
    end: async () => {
      child.stdin?.end();
      await ended;
      return framesIn(output);
    },
  };
}

export interface Capture {
  readonly host: string;
  end(): Promise<readonly Uint8Array[]>;
}

const framesIn = (output: string): Uint8Array[] =>
  output
    .split('\n')
    .slice(1)
    .flatMap((line) => (line === '' ? [] : (fromHex(line) ?? [])));
