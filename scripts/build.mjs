// Bundles the command and its helper programs into dist/. Node 20 runs no TypeScript, and one file starts faster than many.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const programs = { halfopen: 'cli/halfopen.ts' };
for (const [name, path] of [
  ['lab-holder', 'cli/lab/holder.ts'],
  ['host-agent', 'cli/lab/host-agent.ts'],
  ['live-scan', 'cli/live/live-scan.ts'],
]) {
  if (existsSync(path)) programs[name] = path;
}
for (const file of readdirSync('bench').filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
)) {
  programs[`bench/${file.slice(0, -3)}`] = `bench/${file}`;
}
rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: programs,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  external: ['cap'],
  // Bundled CommonJS packages still ask for `require`.
  banner: {
    js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);",
  },
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
});
