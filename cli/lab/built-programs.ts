import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** For tests and measurements: sees to it that dist/ has the programs of a real lab as the sources are now. */
export async function buildPrograms(): Promise<void> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const outputs = ['lab-holder', 'host-agent'].map((name) => `${root}dist/${name}.js`);
  const sources = readdirSync(`${root}cli/lab`).map((name) => statSync(`${root}cli/lab/${name}`).mtimeMs);
  const newest = Math.max(...sources);
  if (outputs.every((path) => existsSync(path) && statSync(path).mtimeMs > newest)) return;
  await build({
    entryPoints: { 'lab-holder': `${root}cli/lab/holder.ts`, 'host-agent': `${root}cli/lab/host-agent.ts` },
    outdir: `${root}dist`,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
  });
}
