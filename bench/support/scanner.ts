import { labUp } from '../../cli/lab/index.ts';
import { readLab } from '../../cli/lab-file.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import type { Timed } from './clock.ts';

/** The lab of a file that a measurement has written. */
export function labAt(path: string): Lab {
  const lab = readLab(path);
  if (!lab.ok) throw new Error(lab.error[0]?.message);
  return lab.value;
}

/** Builds the lab for real, and calls `work` with what times whole programs in the scanner's place; then removes it. */
export async function inScanner<T>(
  path: string,
  work: (timedInside: (argv: readonly string[]) => Promise<Timed>) => Promise<T>,
): Promise<T> {
  const running = await labUp(labAt(path), { ephemeral: true });
  try {
    return await work(async (argv) => {
      const began = process.hrtime.bigint();
      const { code, stdout, stderr } = await running.run('scanner', argv);
      if (code !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`);
      return { seconds: Number(process.hrtime.bigint() - began) / 1e9, stdout, code };
    });
  } finally {
    await running.down();
  }
}
