/**
 * Live scans under stress, each in a sandbox of its own. Arguments: the case's name, the bundles of scan.ts and
 * forge.ts, and what the case needs. Prints JSON.
 */
import { spawn } from 'node:child_process';
import { type CapHandle, keepForever, loadCap } from '../../../engine/live/index.ts';
import { decodeFrame, formatMac, type Packet } from '../../../engine/packet/index.ts';
import { ADDRESS, inside, makeBridge, makeCable, must } from '../namespaces.ts';
import { type Ran, run } from '../sandbox.ts';
import { watchForStrays } from '../strays.ts';
import { planTarget, startTarget, truthOf } from '../targets.ts';
import type { ForgeOrder } from './forge.ts';
import type { ScanOrder, ScanOutcome } from './scan.ts';

const [name = '', scanProgram = '', forgeProgram = '', extra = ''] = process.argv.slice(2);
const plan = planTarget(1);
const LONGEST_MS = 300_000;

const CASES: Readonly<Record<string, () => Promise<unknown>>> = {
  forged: () => scanAmongForgeries(Number(extra)),
  stopped: () => scanStopped(Number(extra)),
  'slow-queue': () => scanThroughQueue('rate 64kbit burst 1600 limit 300'),
  'stuck-queue': () => scanThroughQueue('rate 64bit burst 1600 limit 200'),
};

const order = (changes: Partial<ScanOrder>): string =>
  JSON.stringify({ targets: [ADDRESS.target], ports: [plan.first, plan.last], technique: 'syn', ...changes });

const scanning = (changes: Partial<ScanOrder> = {}): Promise<Ran> =>
  run('ip', inside('scanner', process.execPath, scanProgram, order(changes)), LONGEST_MS);

function outcomeOf(stdout: string): { readonly scan: ScanOutcome; readonly wrong: readonly string[] } {
  const scan = JSON.parse(stdout) as ScanOutcome;
  const truth = truthOf(plan);
  const wrong = scan.ports.filter((row) => {
    const [port, state] = row.split(' ');
    return truth.get(Number(port)) !== state;
  });
  return { scan, wrong };
}

/** Frames that the scanner sends, as they pass the bridge. */
function watchScanner(see: (packet: Packet) => void): CapHandle {
  const addon = loadCap();
  if (!addon.ok) throw new Error(addon.error.message);
  const handle = new addon.value.Cap();
  const buffer = Buffer.alloc(65_535);
  keepForever(handle, buffer);
  handle.open('bs', `tcp and src host ${ADDRESS.scanner}`, 4 << 20, buffer);
  handle.on('packet', (length) => see(decodeFrame(Uint8Array.from(buffer.subarray(0, length)))));
  return handle;
}

/** The scan lasts as long as the forgeries do: a third host sends them from the scanner's first probe on. */
async function scanAmongForgeries(count: number): Promise<unknown> {
  makeBridge();
  const target = await startTarget(plan);
  const strays = await watchForStrays();
  const first = new Promise<Packet>((resolve) => watchScanner(resolve));
  const scan = scanning({ maxRate: count > 20_000 ? 6 : 60, traced: true });
  const { ethernet, tcp } = await first;
  const all = [...truthOf(plan).keys()];
  const forging: ForgeOrder = {
    count,
    batch: count > 20_000 ? 40 : 13,
    // Most of them about ports that stay unanswered to the end.
    ports: [...all, ...Array.from({ length: 30 }, () => plan.dropped).flat()],
    basePort: tcp?.sourcePort ?? 0,
    scannerMac: formatMac(ethernet?.source ?? (0 as never)),
  };
  const argv = inside('forger', process.execPath, forgeProgram, JSON.stringify(forging));
  const forger = run('ip', argv, LONGEST_MS).then((ran) => ({ ...ran, at: performance.now() }));
  const ran = await scan;
  const scannedAt = performance.now();
  const { stdout, stderr, at } = await forger;
  target.kill('SIGKILL');
  if (ran.code !== 0) throw new Error(ran.stderr);
  return {
    ...outcomeOf(ran.stdout),
    forged: Number(stdout),
    forgerSaid: stderr,
    inTime: at < scannedAt,
    strays: await strays(),
  };
}

/** SIGSTOP while the scan is under way, SIGCONT `ms` later: what leaves in the 100 ms after that. */
async function scanStopped(ms: number): Promise<unknown> {
  makeBridge();
  const target = await startTarget(plan);
  const strays = await watchForStrays();
  const sentAt: number[] = [];
  watchScanner(() => sentAt.push(performance.now()));
  // Where time lost has to be made up for, a burst is most likely.
  const argv = inside('scanner', process.execPath, scanProgram, order({ minRate: 60, maxRate: 60 }));
  const child = spawn('ip', argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const ended = new Promise((resolve) => child.once('close', resolve));
  while (sentAt.length < 100) await sleep(10);
  child.kill('SIGSTOP');
  await sleep(ms);
  const goesOnAt = performance.now();
  const before = sentAt.length;
  child.kill('SIGCONT');
  await ended;
  target.kill('SIGKILL');
  const burst = sentAt.filter((at) => at >= goesOnAt && at < goesOnAt + 100).length;
  return { ...outcomeOf(stdout), before, burst, strays: await strays() };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A short queue that drains slowly: the kernel answers ENOBUFS. */
async function scanThroughQueue(queue: string): Promise<unknown> {
  makeCable();
  must('tc', ['-n', 'scanner', 'qdisc', 'add', 'dev', 's0', 'root', 'tbf', ...queue.split(' ')]);
  const target = await startTarget(plan);
  const strays = await watchForStrays();
  const ran = await scanning({ traced: true });
  const dropped = must('tc', ['-n', 'scanner', '-s', 'qdisc', 'show', 'dev', 's0']);
  target.kill('SIGKILL');
  if (ran.code !== 0) throw new Error(ran.stderr);
  return {
    ...outcomeOf(ran.stdout),
    dropped: Number(/dropped (\d+)/.exec(dropped)?.[1]),
    strays: await strays(),
  };
}

process.stdout.write(`${JSON.stringify(await CASES[name]?.())}\n`);
process.exit(0);
