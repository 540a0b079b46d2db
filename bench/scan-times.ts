// How long whole scans take, beside real nmap in the same lab and the same run.
import { PROGRAM } from '../cli/root.ts';
import { figure, median, type Timed, timed } from './support/clock.ts';
import { manyTargets, ONE_TARGET, TARGET, withFile } from './support/labs.ts';
import { inScanner } from './support/scanner.ts';

const RUNS = 3;
const SIMULATED = [process.execPath, PROGRAM, 'scan', '-n', '-Pn'];

await withFile(ONE_TARGET, async (path) => {
  const real = await realTimes(path);
  const simulate = (...args: string[]) =>
    median(RUNS, () => timed([...SIMULATED, ...args, '--lab', path, TARGET]));
  const plain = await simulate('-sS', '-p-');
  figure('simulated -sS -p-, no trace', plain.seconds, {
    what: 'nmap',
    seconds: real.nmap.seconds,
    goal: 0.5,
  });
  figure(
    'simulated -sS -p-, full trace to /dev/null',
    (await simulate('-sS', '-p-', '-oJ', '/dev/null')).seconds,
  );
  figure('live -sS -p-', real.live.seconds, { what: 'nmap', seconds: real.nmap.seconds, goal: 0.6 });
  figure('live -sS -p-', real.live.seconds, {
    what: 'nmap --min-rate 50000',
    seconds: real.nmapFast.seconds,
    goal: 1,
  });
  figure('live -sT -p-', real.connect.seconds, {
    what: 'nmap -sT',
    seconds: real.nmapConnect.seconds,
    goal: 1.5,
  });
  process.stdout.write(
    `live and nmap found the same open ports: ${sameOpenPorts(real.live, real.nmap) ? 'yes' : 'NO'}\n`,
  );
});

await withFile(manyTargets(250), async (path) => {
  const subnet = await timed([...SIMULATED, '-sS', '--lab', path, '198.18.20.0/24']);
  figure('simulated -sS, /24 x top 1000 (250,000 probes); goal 5 s', subnet.seconds);
});

interface RealTimes {
  readonly nmap: Timed;
  readonly nmapFast: Timed;
  readonly nmapConnect: Timed;
  readonly live: Timed;
  readonly connect: Timed;
}

function realTimes(path: string): Promise<RealTimes> {
  const ours = [process.execPath, PROGRAM, 'scan', '--live', '--inside-lab', '--lab', path, '-n', '-Pn'];
  return inScanner(path, async (timedInside) => {
    const inside = (argv: readonly string[]) => median(RUNS, () => timedInside(argv));
    return {
      nmap: await inside(['nmap', '-n', '-Pn', '-sS', '-p-', TARGET]),
      nmapFast: await inside(['nmap', '-n', '-Pn', '-sS', '-p-', '--min-rate', '50000', TARGET]),
      nmapConnect: await inside(['nmap', '-n', '-Pn', '-sT', '-p-', TARGET]),
      live: await inside([...ours, '-sS', '-p-', TARGET]),
      connect: await inside([...ours, '-sT', '-p-', TARGET]),
    };
  });
}

function sameOpenPorts(a: Timed, b: Timed): boolean {
  const open = (run: Timed): string => (run.stdout.match(/^\d+\/tcp\s+open\b/gm) ?? []).join();
  return open(a) === open(b) && open(a) !== '';
}
