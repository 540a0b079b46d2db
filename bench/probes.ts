// Whether the simulated world's cost grows in step with the number of probes, and what memory a million takes.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { scanSimulated } from '../cli/world/simulated.ts';
import { parseCommandLine } from '../engine/options/index.ts';
import { loadLab } from '../simulator/lab/index.ts';
import { manyTargets } from './support/labs.ts';

const HOSTS = 250;
/** Ports a host: 62,500 to 1,000,000 probes. */
const PORTS = [250, 1000, 4000];
const GOAL_MB = 300;

const [ports] = process.argv.slice(2);
if (ports === undefined)
  for (const count of PORTS)
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), String(count)], { stdio: 'inherit' });
else measure(Number(ports));

/** One size a process, so that its memory is its own. */
function measure(count: number): void {
  const lab = loadLab(manyTargets(HOSTS));
  if (!lab.ok) throw new Error(lab.error[0]?.message);
  const args = ['-sS', '-n', '-Pn', '-p', `1-${count}`, '198.18.20.0/24'];
  const command = parseCommandLine(args, { resolve: () => undefined, privileged: true, seed: 7 });
  if (!command.ok) throw new Error(command.error.message);
  const began = process.hrtime.bigint();
  const { report } = scanSimulated(lab.value, command.value.request, { traced: false });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const { sent } = report.packets;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(
    `${String(sent).padStart(9)} packets sent  ${seconds.toFixed(2)} s  ${((seconds / sent) * 1e6).toFixed(1)} us each  ` +
      `${megabytes.toFixed(0)} MB at most (goal ${GOAL_MB} MB at a million)\n`,
  );
}
