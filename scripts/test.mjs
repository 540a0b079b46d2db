// `npm test`: sets up, runs every test, lists what was skipped and why, and closes with the count.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_MISSING, findChromium } from './chromium.mjs';
import { buildSite, ROOT, say, setUp } from './setup.mjs';

setUp({ tests: true });
buildSite();
const folder = mkdtempSync(join(tmpdir(), 'halfopen-test-'));
const result = join(folder, 'result.json');
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const chosen = process.argv.slice(2);
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${result}`];
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
const run = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...chosen], {
  cwd: ROOT,
  stdio: 'inherit',
  env,
});

const report = JSON.parse(readFileSync(result, 'utf8'));
rmSync(folder, { recursive: true, force: true });
const tests = report.testResults.flatMap((file) =>
  file.assertionResults.map((test) => ({ ...test, file: file.name.slice(ROOT.length) })),
);
const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
if (findChromium() === undefined)
  skipped.push({ file: 'test/browser', fullName: `all of it (${CHROMIUM_MISSING})` });
const brokenFiles = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
);
let failed = report.numFailedTests + brokenFiles.length;
if (skipped.length > 0) {
  say(`\nSkipped:`);
  for (const test of skipped) say(`  ${test.file}: ${test.fullName}`);
}
if (process.env.HALFOPEN_REQUIRE_LIVE === '1' && skipped.length > 0) {
  say('\nHALFOPEN_REQUIRE_LIVE=1: each skipped test counts as failed.');
  failed += skipped.length;
}
if (failed === 0 && run.status !== 0) failed = 1;
process.stdout.write(`\n${report.numPassedTests} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
