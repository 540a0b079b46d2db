// `npm start`: sets up, tells the whole idea in one run (one lab, simulated and real, side by side), serves the site.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { serve } from './serve.mjs';
import { buildSite, ROOT, say, setUp } from './setup.mjs';

const MISSING = 3;
setUp();
say('');
const lab = join('lessons', 'labs', 'six-states.yaml');
const command = ['compare', '-sS', '-n', '--reason', '--lab', lab, 'target'];
say(`$ halfopen ${command.join(' ')}\n`);
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
const run = spawnSync(process.execPath, [join(ROOT, 'dist', 'halfopen.js'), ...command], {
  cwd: ROOT,
  stdio: 'inherit',
  env,
});
const NEXT = [
  [`scan -sS --packet-trace --reason --lab ${lab} target`, 'watch the packets'],
  [`scan -sS --why 445 --lab ${lab} target`, 'ask why a port got its state'],
  [`compare -sT --lab ${lab} target`, 'another technique, both worlds'],
  ['--help', 'everything else'],
];
const width = Math.max(...NEXT.map(([line]) => line.length));
say('\nWhat next:');
for (const [line, what] of NEXT) say(`  npx halfopen ${line.padEnd(width)}  ${what}`);
// A missing half was named by the command itself; the other half was shown, and that is enough here.
const status = run.status === MISSING ? 0 : (run.status ?? 1);
if (status !== 0 || process.argv.includes('--no-serve')) process.exit(status);

buildSite();
const { server, address } = await serve(join(ROOT, 'dist-site'));
say(`\nThe sandbox, to see each packet and ask why: ${address}  (Ctrl-C ends it)`);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.closeAllConnections();
    server.close(() => process.exit(0));
  });
}
