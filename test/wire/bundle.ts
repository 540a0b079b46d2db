import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Asked for by name: a measurement is a bundle itself, and esbuild cannot be part of one. */
const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
/** Inside node_modules, so that a bundle finds the packages it does not contain. */
const FOLDER = join(ROOT, 'node_modules', '.cache', 'halfopen-test');

/** Made once a process: another run may be about to read the file. */
const MADE = new Map<string, string>();

/**
 * Makes one JavaScript file of a program of the tests, since Node 20 runs no TypeScript, and gives back its
 * path. `path` counts from the repository's root.
 */
export function bundle(path: string): string {
  const made = MADE.get(path);
  if (made !== undefined) return made;
  mkdirSync(FOLDER, { recursive: true });
  const name = `${basename(path, '.ts')}-${createHash('sha256').update(`${path} ${process.pid}`).digest('hex').slice(0, 8)}.mjs`;
  const outfile = join(FOLDER, name);
  buildSync({
    entryPoints: [join(ROOT, path)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['cap', 'esbuild'],
    banner: {
      js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  MADE.set(path, outfile);
  return outfile;
}
