import { join } from 'node:path';
import { readLab } from '../../cli/lab-file.ts';
import { LABS, PROGRAM } from '../../cli/root.ts';
import { understand } from '../../cli/verbs/request.ts';
import { inFreshLab } from '../../cli/world/real.ts';
import type { TraceEvent } from '../../engine/trace/index.ts';
import type { HostSpec, Lab } from '../../simulator/lab/index.ts';
import { capture } from '../support/capture.ts';
import { describePackets } from './describe.ts';
import { atHost, basePorts, type Observed, ofFrames, ofScanner } from './observed.ts';
import { argsOf, type Run } from './runs.ts';
import { watchToTheEnd } from './simulated.ts';

/** What one run of one world shows at each place, as lines. */
export type Views = ReadonlyMap<string, readonly string[]>;

/** The place that is the scanner's own trace; all others are names of hosts whose interfaces are watched. */
export const OWN_TRACE = 'own trace';

export const labPath = (name: string): string => join(LABS, `${name}.yaml`);

export function labOf(name: string): Lab {
  const lab = readLab(labPath(name));
  if (!lab.ok) throw new Error(JSON.stringify(lab.error));
  return lab.value;
}

/**
 * A service that speaks first does so before or after a connect scan's client hangs up, as the machine likes;
 * here it waits to be spoken to.
 */
function scannedLab({ lab: name, technique }: Run): Lab {
  const lab = labOf(name);
  if (technique !== 'connect') return lab;
  const mute = (host: HostSpec): HostSpec => ({
    ...host,
    services: host.services.map(({ banner: _, ...service }) => service),
  });
  return { ...lab, hosts: lab.hosts.map(mute) };
}

/** Where the wire is watched: the scanner, where its kernel's packets show, and the target where it is a host. */
export function watchedHosts(run: Run, lab: Lab): string[] {
  const targets = run.targets ?? lab.scan?.targets ?? ['target'];
  return ['scanner', ...targets.filter((target) => lab.hosts.some(({ name }) => name === target))];
}

/** What is in flight when the scan ends still arrives, in a capture too. */
const IN_FLIGHT_US = 100_000;

export function seenSimulated(run: Run, afterwardsUs = IN_FLIGHT_US): Views {
  const lab = scannedLab(run);
  const command = understand(argsOf(run, lab), {}, lab);
  if (!command.ok) throw new Error(command.error);
  const { events, seenByScan } = watchToTheEnd(lab, command.value.request, afterwardsUs);
  const wires = watchedHosts(run, lab).map((host) => [host, atHost(events, host)] as const);
  return described(run, lab, events.slice(0, seenByScan), wires);
}

export function seenLive(run: Run): Promise<Views> {
  const lab = scannedLab(run);
  return inFreshLab(lab, async (running) => {
    const captures = await Promise.all(
      watchedHosts(run, lab).map((host) => capture(running, host, networkOf(lab, host))),
    );
    const own = ['scan', '--live', '--inside-lab', '--lab', labPath(run.lab)];
    const scan = await running.run('scanner', [
      process.execPath,
      PROGRAM,
      ...own,
      ...argsOf(run, lab),
      '-oJ',
      '-',
    ]);
    const wires: (readonly [string, Observed])[] = [];
    for (const { host, end } of captures) wires.push([host, ofFrames(await end())]);
    if (scan.code !== 0) throw new Error(`the live scan ended with ${scan.code}: ${scan.stderr}`);
    return described(run, lab, JSON.parse(scan.stdout).trace, wires);
  });
}

function described(
  run: Run,
  lab: Lab,
  events: readonly TraceEvent[],
  wires: readonly (readonly [string, Observed])[],
): Views {
  const interfaces = lab.hosts.find(({ name }) => name === 'scanner')?.interfaces ?? [];
  const scanner = new Set(interfaces.map(({ address }) => address));
  // connect() has no base: its source ports are the kernel's.
  const bases = run.technique === 'connect' ? [] : basePorts(events);
  const place = { scanner, bases };
  const own = [OWN_TRACE, describePackets(ofScanner(events), place)] as const;
  return new Map([
    ...(run.technique === 'connect' ? [] : [own]),
    ...wires.map(([host, packets]) => [host, describePackets(packets, place)] as const),
  ]);
}

/** Interfaces are called as their networks; the hosts watched here have one. */
const networkOf = (lab: Lab, host: string): string =>
  lab.hosts.find(({ name }) => name === host)?.interfaces[0]?.network ?? 'lan';
