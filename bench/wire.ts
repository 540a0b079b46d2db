/**
 * Our -sS and nmap's over the same faulty wires: wrong verdicts and seconds, 300 ports of known truth.
 * `npm run bench wire` runs 3 seeds of each fault; HALFOPEN_SEEDS=20 more of them.
 */
import { bundle } from '../test/wire/bundle.ts';
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

async function race(faults: Faults, seed: number): Promise<readonly FaultyOutcome[]> {
  const order: FaultyOrder = { faults, seed, with: 'both' };
  const scan = bundle('test/wire/programs/scan.ts');
  const ran = await runInSandbox('test/wire/programs/faulty-wire.ts', [JSON.stringify(order), scan], 600_000);
  if (ran.stdout === '') throw new Error(ran.stderr);
  return ran.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FaultyOutcome);
}

const middle = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function compare(name: string, faults: Faults): Promise<number> {
  const wrong = { ours: 0, nmap: 0 };
  const seconds: { ours: number[]; nmap: number[] } = { ours: [], nmap: [] };
  for (let seed = 1; seed <= seeds; seed++)
    for (const outcome of await race(faults, seed))
      for (const who of ['ours', 'nmap'] as const) {
        wrong[who] += outcome[who]?.wrong.length ?? 0;
        const took = outcome[who]?.seconds;
        if (took !== undefined) seconds[who].push(took);
      }
  const [ours, nmap] = [middle(seconds.ours), middle(seconds.nmap)];
  const columns = [
    name.padEnd(24),
    `wrong ${wrong.ours} (nmap ${wrong.nmap})`.padEnd(20),
    `median ${ours.toFixed(1)} s (nmap ${nmap.toFixed(1)} s), ratio ${(ours / nmap).toFixed(2)}`,
  ];
  console.log(columns.join('  '));
  return wrong.ours;
}

const reason = whyNoSandbox();
if (reason !== undefined) console.log(`left out: ${reason}`);
else {
  console.log(`300 ports, ${seeds} seeds a row`);
  let wrong = 0;
  for (const [name, faults] of Object.entries(WIRES)) wrong += await compare(name, faults);
  process.exitCode = wrong === 0 ? 0 : 1;
}
