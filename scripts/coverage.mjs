// `npm run coverage`: the tests of engine and simulator with branch coverage, folder by folder; fails where
// one of the two is below the least. What has no branches (types, indexes) and test support does not count.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { ROOT, say, setUp } from './setup.mjs';

const LEAST_PERCENT = 90;
const MEASURED = ['engine', 'simulator'];
const FEWEST_TO_LIST = 3;

setUp({ tests: true });
const folder = mkdtempSync(join(tmpdir(), 'halfopen-coverage-'));
const files = measure();
rmSync(folder, { recursive: true, force: true });
const folders = [...new Set(files.flatMap(({ path }) => foldersOf(path)))].sort();
const rows = folders.map((name) => sum(name, files));
process.stdout.write(`\nBranches taken by tests\n${rows.map(rowText).join('\n')}\n`);
const worst = files.filter(({ total, covered }) => total - covered >= FEWEST_TO_LIST);
worst.sort((a, b) => b.total - b.covered - (a.total - a.covered));
process.stdout.write('\nMost branches not taken\n');
for (const { path, total, covered } of worst.slice(0, 10)) {
  process.stdout.write(`  ${String(total - covered).padStart(3)}  ${path}\n`);
}
const below = rows.filter(({ name, percent }) => MEASURED.includes(name) && percent < LEAST_PERCENT);
for (const { name } of below) say(`${name} is below ${LEAST_PERCENT} %.`);
process.exit(below.length > 0 ? 1 : 0);

/** Runs the tests; gives each file that has branches. */
function measure() {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const words = ['run', '--reporter=dot', '--coverage', '--coverage.reporter=json-summary'];
  const include = MEASURED.map((name) => `--coverage.include=${name}/**/*.ts`);
  const run = spawnSync(
    process.execPath,
    [vitest, ...words, ...include, `--coverage.reportsDirectory=${folder}`, ...MEASURED],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` } },
  );
  if (run.status !== 0) {
    say('Tests failed, so there is nothing to measure.');
    process.exit(1);
  }
  const { total, ...summary } = JSON.parse(readFileSync(join(folder, 'coverage-summary.json'), 'utf8'));
  return Object.entries(summary)
    .map(([path, { branches }]) => ({ path: relative(ROOT, path), ...branches }))
    .filter((file) => file.total > 0);
}

/** `engine/scan/run.ts` counts for `engine` and for `engine/scan`. */
function foldersOf(path) {
  const parts = path.split(sep);
  return [parts[0], parts.slice(0, 2).join('/')];
}

function sum(name, all) {
  const own = all.filter(({ path }) => foldersOf(path).includes(name));
  const total = own.reduce((count, file) => count + file.total, 0);
  const covered = own.reduce((count, file) => count + file.covered, 0);
  return { name, total, covered, percent: (100 * covered) / total };
}

function rowText({ name, total, covered, percent }) {
  const label = name.includes('/') ? `  ${name}` : name;
  return `${label.padEnd(24)} ${percent.toFixed(1).padStart(5)} %  ${String(covered).padStart(5)} of ${total}`;
}
