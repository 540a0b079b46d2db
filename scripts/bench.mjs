// `npm run bench [name ...]`: runs the measurements of bench/, each printing its figures with what they are compared to.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite, ROOT, say, setUp } from './setup.mjs';

setUp({ tests: true });
/** Bundled from TypeScript; and those that drive a browser, which run as they are. */
const built = programsIn(join(ROOT, 'dist', 'bench'), '.js');
const plain = programsIn(join(ROOT, 'bench'), '.mjs');
const programs = new Map([...built, ...plain]);
const names = [...programs.keys()];
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  say(`No measurement is called ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}
const wanted = chosen.length > 0 ? chosen : names;
if (wanted.includes('site')) buildSite();
let status = 0;
for (const name of wanted) {
  say(`\n== ${name}`);
  const run = spawnSync(process.execPath, ['--expose-gc', programs.get(name)], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (run.status !== 0) status = 1;
}
process.exit(status);

function programsIn(folder, ending) {
  const files = readdirSync(folder).filter((name) => name.endsWith(ending));
  return files.map((name) => [name.slice(0, -ending.length), join(folder, name)]);
}
