import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { labDown, labUp, listLabs } from '../cli/lab/index.ts';
import { processFacts, treeOf } from '../cli/lab/process-facts.ts';
import { toolEnvironment } from '../cli/lab/tools.ts';
import { type Random, stream } from '../engine/base/random.ts';
import { loadLab } from '../simulator/lab/index.ts';
import { routedLab } from '../test/support/routed-lab.ts';

// Kills labs while they are being built, at random moments and in random places, and counts what is left a second
// later. Runs in namespaces of its own, in which foreign networks, links and rules stand that must not change.
//
// `kill-labs.js [COUNT] [SEED] [--json]`

const ARGUMENTS = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const PROGRAM = fileURLToPath(import.meta.url);
const PATIENCE_MS = 1_000;

type Place = 'command' | 'group' | 'unshare' | 'holder';
const PLACES: readonly Place[] = ['command', 'group', 'unshare', 'holder'];

if (process.env.HALFOPEN_KILL === 'victim') await beVictim();
else if (process.env.HALFOPEN_KILL === 'inside') await runTrials();
else enterSandbox();

function enterSandbox(): void {
  const inside = ['-Urnmp', '--fork', '--kill-child', '--mount-proc', process.execPath, PROGRAM];
  const { status } = spawnSync('unshare', [...inside, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...toolEnvironment(), HALFOPEN_KILL: 'inside' },
  });
  process.exitCode = status ?? 1;
}

async function beVictim(): Promise<void> {
  const lab = loadLab(routedLab(8));
  if (!lab.ok) throw new Error(lab.error[0]?.message);
  await labUp(lab.value);
}

async function runTrials(): Promise<void> {
  const count = Number(ARGUMENTS[0] ?? 100);
  const seed = Number(ARGUMENTS[1] ?? 1);
  const random = stream(seed, 'kills');
  makeForeignThings();
  const before = { world: worldOutside(), processes: livingProcesses() };
  // A little longer than `up` takes here and now, so that some kills come after it.
  const latestMs = Math.ceil(1.2 * (await timeOneUp()));
  const tally: Tally = { byKill: 0, byHolder: 0, byDown: 0 };
  const leftovers: string[] = [];
  for (let trial = 0; trial < count; trial++) {
    const place = PLACES[random.below(PLACES.length)] ?? 'command';
    const after = random.below(latestMs);
    await killOnce(place, after, random);
    tally[endOf(random)]++;
    await labDown('routed');
    await labDown('routed');
    const left = await leftAfter(PATIENCE_MS, before);
    if (left !== undefined) leftovers.push(`trial ${trial}, ${place} after ${after} ms: ${left}`);
  }
  report(count, seed, tally, leftovers);
}

async function timeOneUp(): Promise<number> {
  const begun = performance.now();
  await new Promise((resolve) => startVictim().once('exit', resolve));
  const took = performance.now() - begun;
  await labDown('routed');
  return took;
}

function startVictim(): ChildProcess {
  return spawn(process.execPath, [PROGRAM], {
    stdio: 'ignore',
    detached: true,
    env: { ...toolEnvironment(), HALFOPEN_KILL: 'victim' },
  });
}

/** How a trial's lab ended: with the command that was killed, with its holder killed now, or by `lab down`. */
type Tally = Record<'byKill' | 'byHolder' | 'byDown', number>;

function endOf(random: Random): keyof Tally {
  const [standing] = listLabs();
  if (standing === undefined) return 'byKill';
  if (random.below(2) === 0) return 'byDown';
  process.kill(standing.pid, random.below(2) === 0 ? 'SIGKILL' : 'SIGTERM');
  return 'byHolder';
}

/** Starts a command that builds a lab, and kills it or a part of what it has started. */
async function killOnce(place: Place, afterMs: number, random: Random): Promise<void> {
  const victim = startVictim();
  const ended = new Promise<void>((resolve) => victim.once('exit', () => resolve()));
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  kill(place, victim, random);
  // Whoever kills a part only leaves the command to find out; it must end by itself then.
  const timer = setTimeout(() => killNumber(victim.pid ?? 0), 5_000);
  await ended;
  clearTimeout(timer);
}

function kill(place: Place, victim: ChildProcess, random: Random): void {
  const pid = victim.pid ?? 0;
  const parts = treeOf(pid).filter((part) => part !== pid);
  const unshare = parts.find((part) => commandOf(part) === 'unshare');
  if (place === 'group') killNumber(-pid);
  else if (place === 'unshare' && unshare !== undefined) killNumber(unshare);
  else if (place === 'holder' && unshare !== undefined)
    killNumber(treeOf(unshare)[1 + random.below(2)] ?? unshare);
  else killNumber(pid);
}

function killNumber(pid: number): void {
  try {
    if (pid !== 0) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'latin1').trim();
  } catch {
    return '';
  }
}

function makeForeignThings(): void {
  const ip = (batch: string): Buffer =>
    execFileSync('ip', ['-batch', '-'], { input: batch, env: toolEnvironment() });
  execFileSync('mount', ['-t', 'tmpfs', 'foreign', '/run']);
  const numbers = Array.from({ length: 5 }, (_, i) => i);
  ip(
    numbers
      .map(
        (i) =>
          `netns add scanner${i}\nlink add b${i} type bridge\nlink add p${i} type veth peer name q${i}\n`,
      )
      .join(''),
  );
  for (const port of ['22', '80'])
    execFileSync('iptables', ['-A', 'INPUT', '-p', 'tcp', '--dport', port, '-j', 'ACCEPT'], {
      env: toolEnvironment(),
    });
}

/** Everything around a lab that a lab must not touch, as text. */
function worldOutside(): string {
  const show = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { env: toolEnvironment() }).toString();
  const rules = show('iptables-save').replace(/^#.*$/gm, '');
  return [
    show('ip', '-o', 'link'),
    show('ip', 'netns', 'list'),
    rules,
    show('cat', '/proc/self/mounts'),
  ].join('\n');
}

/** All processes of the sandbox that hold anything; zombies wait for their parent and hold nothing. */
function livingProcesses(): readonly number[] {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).filter((pid) => !['Z', 'X', undefined].includes(processFacts(pid)?.state));
}

function networkNamespaces(): number {
  const links = livingProcesses().map((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/ns/net`);
    } catch {
      return undefined;
    }
  });
  return new Set(links.filter((link) => link !== undefined)).size;
}

async function leftAfter(
  patienceMs: number,
  before: { world: string; processes: readonly number[] },
): Promise<string | undefined> {
  for (let waited = 0; ; waited += 20) {
    const strays = livingProcesses().filter((pid) => !before.processes.includes(pid));
    const changed = worldOutside() !== before.world;
    if (strays.length === 0 && !changed && networkNamespaces() === 1) return undefined;
    if (waited >= patienceMs)
      return `${strays.length} processes (${strays.map(commandOf).join(' ')}), ${networkNamespaces() - 1} namespaces, world ${changed ? 'changed' : 'unchanged'}`;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function report(count: number, seed: number, tally: Tally, leftovers: readonly string[]): void {
  if (process.argv.includes('--json')) console.log(JSON.stringify({ count, seed, ...tally, leftovers }));
  else {
    console.log(
      `${count} kills at random moments of lab up (seed ${seed}): ${tally.byKill} labs ended by the kill;`,
    );
    console.log(
      `${tally.byHolder} stood and ended with their holder, ${tally.byDown} stood and ended by lab down.`,
    );
    console.log(`Left over ${PATIENCE_MS} ms later: ${leftovers.length}.`);
    for (const line of leftovers) console.log(`  ${line}`);
  }
  process.exit(leftovers.length === 0 ? 0 : 1);
}
