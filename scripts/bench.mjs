// `npm run bench [name ...]`: runs the measurements of bench/, each printing its figures with what they are compared to.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, say, setUp } from './setup.mjs';

setUp({ tests: true });
const folder = join(ROOT, 'dist', 'bench');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.js'))
  .map((name) => name.slice(0, -3));
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  say(`No measurement is called ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}
let status = 0;
for (const name of chosen.length > 0 ? chosen : names) {
  say(`\n== ${name}`);
  const run = spawnSync(process.execPath, ['--expose-gc', join(folder, `${name}.js`)], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (run.status !== 0) status = 1;
}
process.exit(status);
