// Sets up what is missing, with Node's built-ins only: packages of npm, packages of the system, the build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** System packages by what they are for: the command or file that shows each is there. */
const SYSTEM = [
  { package: 'libpcap-dev', for: 'raw live scans', there: () => existsSync('/usr/include/pcap.h') },
  { package: 'iproute2', for: 'real labs', there: () => onPath('ip') },
  { package: 'iptables', for: 'real labs', there: () => onPath('iptables') },
  { package: 'nmap', for: 'the comparison with real nmap', there: () => onPath('nmap') },
];
/** What building the `cap` addon takes, and what the tests read with. */
const BUILD = [
  { package: 'g++', for: 'building cap', there: () => onPath('g++') },
  { package: 'make', for: 'building cap', there: () => onPath('make') },
  { package: 'python3', for: 'building cap', there: () => onPath('python3') },
];
const TESTS = [
  { package: 'ndiff', for: 'reading our XML with a real client', there: () => onPath('ndiff') },
  { package: 'libxml2-utils', for: 'checking our XML', there: () => onPath('xmllint') },
  { package: 'tcpdump', for: 'watching live tests', there: () => onPath('tcpdump') },
  { package: 'tshark', for: 'checking our packets', there: () => onPath('tshark') },
  {
    package: 'chromium-headless-shell',
    for: 'looking at the site',
    there: () => onPath('chromium-headless-shell'),
  },
  { package: 'iputils-ping', for: 'pinging beside ours', there: () => onPath('ping') },
  { package: 'conntrack', for: "reading the kernel's flows", there: () => onPath('conntrack') },
];

/** Does all of it; `{ tests: true }` adds what only the tests need. Ends the process where it cannot go on. */
export function setUp({ tests = false } = {}) {
  checkNode();
  installSystemPackages(tests ? [...SYSTEM, ...BUILD, ...TESTS] : [...SYSTEM, ...BUILD]);
  installNodePackages();
  build();
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(`Halfopen needs Node 20.19 or newer; this is ${process.version}.`);
}

function installSystemPackages(packages) {
  if (process.platform !== 'linux') return;
  const missing = packages.filter((one) => !one.there());
  if (missing.length === 0) return;
  const names = missing.map((one) => one.package);
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    say(`Not installed here: ${missing.map((one) => `${one.package} (${one.for})`).join(', ')}.`);
    say(
      `To have them: ${onPath('apt-get') ? `sudo apt-get install ${names.join(' ')}` : names.join(', ')}\n`,
    );
    return;
  }
  say(`Installing ${names.join(' ')} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' };
  const install = (wanted) =>
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...wanted], quiet);
  if (install(names).status === 0) return;
  spawnSync('apt-get', ['update', '-q'], quiet);
  if (install(names).status === 0) return;
  // One that is not to be had here takes none of the others with it.
  for (const name of names) {
    const done = install([name]);
    if (done.status !== 0) say(`apt-get could not install ${name}; going on without.\n${done.stderr}`);
  }
}

function installNodePackages() {
  // A borrowed folder is somebody else's: `npm ci` would empty it.
  if (lstatSync(join(ROOT, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const stamp = join(ROOT, 'node_modules', '.halfopen-stamp');
  const native = existsSync('/usr/include/pcap.h') ? 'pcap' : 'no-pcap';
  const wanted = `${createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')} ${native}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Installing packages (npm ci) ...');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: ROOT, stdio: 'inherit' });
  if (done.status !== 0) stop('npm ci failed; what it said is above.');
  writeFileSync(stamp, wanted);
}

/** What is built, of which sources, by which script. */
const PROGRAMS = {
  built: join('dist', 'halfopen.js'),
  sources: ['engine', 'simulator', 'cli', 'bench', 'test', 'scripts'],
  script: 'build.mjs',
};
const SITE = {
  built: join('dist-site', 'service-worker.js'),
  sources: ['engine', 'simulator', 'lessons', 'site', 'astro.config.mjs', 'package.json', 'FIDELITY.md'],
  script: 'build-site.mjs',
};

/** Bundles the programs anew if they are older than their sources. */
export const build = () => buildIfOld(PROGRAMS);

/** The site likewise. */
export const buildSite = () => buildIfOld(SITE);

function buildIfOld({ built, sources, script }) {
  const file = join(ROOT, built);
  const changed = Math.max(...sources.map((source) => newest(join(ROOT, source))));
  if (existsSync(file) && statSync(file).mtimeMs > changed) return;
  const done = spawnSync(process.execPath, [join(ROOT, 'scripts', script)], { cwd: ROOT, stdio: 'inherit' });
  if (done.status !== 0) stop('The build failed; what it said is above.');
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const times = readdirSync(path, { recursive: true }).map((name) => statSync(join(path, name)).mtimeMs);
  return Math.max(0, ...times);
}

export function onPath(command) {
  const folders = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`.split(':');
  return folders.some((folder) => folder !== '' && existsSync(join(folder, command)));
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

function stop(line) {
  say(line);
  process.exit(1);
}
