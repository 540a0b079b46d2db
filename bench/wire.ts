/**
 * Our -sS and nmap's over the same faulty wires: wrong verdicts and seconds, 300 ports of known truth.
 * `npm run bench wire` runs 3 seeds of each fault; HALFOPEN_SEEDS=20 more of them, HALFOPEN_FAULTS='loss 20 %,cut'
 * only some. Four runs at a time, each in namespaces of its own: they wait most of the time.
 */
import { builtProgram } from '../test/support/built-program.ts';
import type { Faults } from '../test/wire/faults.ts';
import type { FaultyOrder, FaultyOutcome } from '../test/wire/programs/faulty-wire.ts';
import { runInSandbox, whyNoSandbox } from '../test/wire/sandbox.ts';

const WIRES: Readonly<Record<string, Faults>> = {
  'no fault': {},
  'loss 5 %': { loss: 0.05 },
  'loss 10 %': { loss: 0.1 },
  'loss 20 %': { loss: 0.2 },
  'duplication 50 %': { duplicate: 0.5 },
  'reordering 30 %, 50 ms': { reorder: 0.3, holdMs: 50 },
  'one bit flipped, 10 %': { corrupt: 0.1 },
  'cut, 10 %': { truncate: 0.1 },
  'all mixed': { loss: 0.05, duplicate: 0.1, reorder: 0.3, corrupt: 0.05, truncate: 0.05 },
};
const seeds = Number(process.env.HALFOPEN_SEEDS ?? 3);
const wanted = process.env.HALFOPEN_FAULTS?.split(',') ?? [''];
const AT_A_TIME = Number(process.env.HALFOPEN_AT_A_TIME ?? 4);

interface Row {
  readonly name: string;
  readonly faults: Faults;
  readonly wrong: { ours: number; nmap: number };
  readonly seconds: { ours: number[]; nmap: number[] };
}

async function race(row: Row, seed: number): Promise<void> {
  const order: FaultyOrder = { faults: row.faults, seed, with: 'both' };
  const scan = builtProgram('test/wire/programs/scan.ts');
  const ran = await runInSandbox(
    'test/wire/programs/faulty-wire.ts',
    [JSON.stringify(order), scan],
    1_500_000,
  );
  if (ran.stdout === '') throw new Error(ran.stderr);
  const said: string[] = [];
  for (const line of ran.stdout.trim().split('\n')) {
    const outcome = JSON.parse(line) as FaultyOutcome;
    for (const who of ['ours', 'nmap'] as const) {
      const { wrong, seconds } = outcome[who] ?? {};
      if (wrong === undefined || seconds === undefined) continue;
      row.wrong[who] += wrong.length;
      row.seconds[who].push(seconds);
      said.push(`${who} ${seconds.toFixed(1)} s, wrong ${wrong.length}`);
    }
  }
  process.stderr.write(`${row.name}, seed ${seed}: ${said.join('; ')}\n`);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const middle = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

function describe({ name, wrong, seconds: { ours, nmap } }: Row): string {
  const columns = [
    name.padEnd(24),
    `wrong ${wrong.ours} (nmap ${wrong.nmap})`.padEnd(20),
    `median ${middle(ours).toFixed(1)} s (nmap ${middle(nmap).toFixed(1)} s)`.padEnd(32),
    `${ours.length} together ${sum(ours).toFixed(0)} s (nmap ${sum(nmap).toFixed(0)} s), ratio ${(sum(ours) / sum(nmap)).toFixed(2)}`,
  ];
  return columns.join('  ');
}

async function measure(rows: readonly Row[]): Promise<void> {
  const left = rows.flatMap((row) => Array.from({ length: seeds }, (_, n) => ({ row, seed: n + 1 })));
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { row, seed } = next;
      await race(row, seed);
      if (row.seconds.ours.length === seeds) console.log(describe(row));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}

const reason = whyNoSandbox();
if (reason !== undefined) console.log(`left out: ${reason}`);
else {
  console.log(`300 ports, ${seeds} seeds a row`);
  const rows = Object.entries(WIRES)
    .filter(([name]) => wanted.some((part) => name.includes(part.trim())))
    .map(([name, faults]) => ({
      name,
      faults,
      wrong: { ours: 0, nmap: 0 },
      seconds: { ours: [], nmap: [] },
    }));
  await measure(rows);
  process.exitCode = sum(rows.map(({ wrong }) => wrong.ours)) === 0 ? 0 : 1;
}
