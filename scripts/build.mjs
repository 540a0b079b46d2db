// Bundles the command and its helper programs into dist/. Node 20 runs no TypeScript, and one file starts faster than many.
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const programs = {
  halfopen: 'cli/halfopen.ts',
  'lab-holder': 'cli/lab/holder.ts',
  'host-agent': 'cli/lab/host-agent.ts',
  'wire-host': 'cli/lab/wire-host.ts',
};
for (const file of readdirSync('bench').filter((name) => /(?<!\.test)\.ts$/.test(name))) {
  programs[`bench/${file.slice(0, -'.ts'.length)}`] = `bench/${file}`;
}
// What tests start in namespaces of their own.
for (const file of readdirSync('test', { recursive: true }).filter((name) =>
  /\/programs\/.*\.ts$/.test(name),
)) {
  programs[`test/${file.slice(0, -'.ts'.length)}`] = `test/${file}`;
}

// Built aside and put in place whole: a program that starts meanwhile finds the old files or the new ones.
const aside = `dist.${process.pid}`;
const old = `${aside}.old`;
await build({
  entryPoints: programs,
  outdir: aside,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  external: ['cap'],
  // Of its two builds the one in ES modules: what is not used of it stays out.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  // Fewer characters are read sooner. Names stay, for stack traces.
  minifySyntax: true,
  minifyWhitespace: true,
  // Bundled CommonJS packages still ask for `require`.
  banner: {
    js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);",
  },
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
});
if (existsSync('dist')) renameSync('dist', old);
renameSync(aside, 'dist');
rmSync(old, { recursive: true, force: true });
