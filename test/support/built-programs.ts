import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

const PROGRAMS = {
  'lab-holder': 'cli/lab/holder.ts',
  'host-agent': 'cli/lab/host-agent.ts',
  'wire-host': 'cli/lab/wire-host.ts',
  'bench/kill-labs': 'bench/kill-labs.ts',
  'bench/lab-up': 'bench/lab-up.ts',
} as const;

/** For tests: sees to it that dist/ has the programs of a real lab as the sources are now. Gives their paths. */
export async function buildPrograms(): Promise<Record<keyof typeof PROGRAMS, string>> {
  const entries = Object.keys(PROGRAMS).map((name) => [name, `${root}dist/${name}.js`] as const);
  const paths = Object.fromEntries(entries) as Record<keyof typeof PROGRAMS, string>;
  if (entries.every(([, path]) => existsSync(path) && statSync(path).mtimeMs > newestSource())) return paths;
  await build({
    entryPoints: PROGRAMS,
    absWorkingDir: root,
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    external: ['cap'],
    banner: {
      js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return paths;
}

const newestSource = (): number =>
  Math.max(
    ...['cli/lab', 'simulator/lab', 'simulator/host', 'bench'].flatMap((folder) =>
      readdirSync(`${root}${folder}`).map((name) => statSync(`${root}${folder}/${name}`).mtimeMs),
    ),
  );
