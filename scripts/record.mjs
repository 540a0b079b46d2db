// `npm run record [-- --labs NAMES] [-- --techniques NAMES]`: records what the kernel and real nmap do in the labs of the
// lessons, under every technique, in lessons/recordings/LAB/TECHNIQUE.json. All of them take about 5 minutes.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, setUp } from './setup.mjs';

setUp();
const words = ['fidelity', '--record', join(ROOT, 'lessons', 'recordings'), ...process.argv.slice(2)];
const run = spawnSync(process.execPath, [join(ROOT, 'dist', 'halfopen.js'), ...words], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
