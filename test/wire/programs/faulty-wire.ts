/**
 * Scans a target of known truth over a faulty wire, with our engine or with nmap, and prints what was wrong.
 * Arguments: the order as JSON, the bundle of scan.ts.
 */
import type { Faults } from '../faults.ts';
import { ADDRESS, inside } from '../namespaces.ts';
import { run } from '../sandbox.ts';
import { planTarget, startTarget, truthOf } from '../targets.ts';
import { makeWire, startWire, type WireCounts } from '../wire.ts';
import type { ScanOrder, ScanOutcome } from './scan.ts';

export interface FaultyOrder {
  readonly faults: Faults;
  readonly seed: number;
  readonly with: 'ours' | 'nmap' | 'both';
  readonly technique?: ScanOrder['technique'];
  readonly traced?: boolean;
}

export interface FaultyOutcome {
  readonly wire: Readonly<Record<'to-target' | 'to-scanner', WireCounts>>;
  readonly strays: readonly string[];
  readonly ours?: { readonly wrong: readonly string[]; readonly seconds: number; readonly scan: ScanOutcome };
  readonly nmap?: { readonly wrong: readonly string[]; readonly seconds: number };
}

/** One seed in a hundred makes nmap's scan delay grow to a second, and the scan last for minutes. */
const LONGEST_MS = 700_000;

const order = JSON.parse(process.argv[2] ?? '') as FaultyOrder;
const scanProgram = process.argv[3] ?? '';
const plan = planTarget(order.seed);
const truth = truthOf(plan);

makeWire(ADDRESS);
const target = await startTarget(plan);
if (order.with !== 'nmap') await scanOurs();
if (order.with !== 'ours') await scanNmap();
target.kill('SIGKILL');
process.exit(0);

async function scanOurs(): Promise<void> {
  const { technique = 'syn', seed, traced = false } = order;
  const what: ScanOrder = {
    targets: [ADDRESS.target],
    ports: [plan.first, plan.last],
    technique,
    seed,
    traced,
  };
  const wire = startWire(order);
  const began = performance.now();
  const ran = await run(
    'ip',
    inside('scanner', process.execPath, scanProgram, JSON.stringify(what)),
    LONGEST_MS,
  );
  wire.stop();
  if (ran.code !== 0) throw new Error(ran.stderr);
  const scan = JSON.parse(ran.stdout) as ScanOutcome;
  const ours = { wrong: wrongOf(scan.ports), seconds: secondsSince(began), scan };
  tell({ wire: wire.counts, strays: wire.strays, ours });
}

async function scanNmap(): Promise<void> {
  const ports = `${plan.first}-${plan.last}`;
  const wire = startWire(order);
  const began = performance.now();
  // Verbose enough that no state is folded away: more than 25 x 13 ports would have to share it.
  const argv = ['nmap', '-v12', '-n', '-Pn', '-sS', '-p', ports, '-oG', '-', ADDRESS.target];
  const ran = await run('ip', inside('scanner', ...argv), LONGEST_MS);
  wire.stop();
  const listed = [...ran.stdout.matchAll(/(\d+)\/(open|closed|filtered)\/tcp/g)];
  const rows = listed.map((match) => `${match[1]} ${match[2]} -`);
  const nmap = { wrong: wrongOf(rows), seconds: secondsSince(began) };
  tell({ wire: wire.counts, strays: wire.strays, nmap });
}

/** The whole process, start and end included: nmap is measured so too. */
function secondsSince(began: number): number {
  return (performance.now() - began) / 1000;
}

function wrongOf(rows: readonly string[]): string[] {
  const seen = new Map(rows.map((row) => [Number(row.split(' ')[0]), row.split(' ')[1]]));
  return [...truth].flatMap(([port, state]) =>
    seen.get(port) === state ? [] : [`${port} is ${state}, said to be ${seen.get(port) ?? 'nothing'}`],
  );
}

/** One line an engine. */
function tell(line: FaultyOutcome): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
