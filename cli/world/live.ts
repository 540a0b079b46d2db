import { complain, ok, type Result } from '../../engine/base/result.ts';
import {
  checkPlan,
  checkRaw,
  openLive,
  readSystem,
  type Scope,
  type System,
  scopeForLab,
} from '../../engine/live/index.ts';
import { type Ipv4, parseIpv4 } from '../../engine/packet/index.ts';
import { createScanner, progress, type ScanRequest, scanReport, step } from '../../engine/scan/index.ts';
import { createTraceLog, UNTRACED } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { timeLeft } from '../progress.ts';
import { terminal } from '../terminal.ts';
import type { ScanOutcome } from './outcome.ts';
import { connectsOf, needsArpAlone, needsRaw } from './raw-scans.ts';

/** How often somebody who watches is told how far the scan is. */
const PROGRESS_EVERY_MS = 500;

/** Scans for real, from where this process stands. The scope decides what may be sent, here and at every frame. */
export async function scanFromHere(
  request: ScanRequest,
  scope: Scope,
  system: System,
  { traced }: { traced: boolean },
): Promise<Result<ScanOutcome>> {
  const raw = needsRaw(request);
  const targets = request.targets.map((target) => target.address);
  const planned = checkPlan(scope, targets);
  if (!planned.ok) return planned;
  const reachable = raw ? checkRaw(system.vantage, scope, targets) : planned;
  if (!reachable.ok) return reachable;
  const trace = traced ? createTraceLog() : UNTRACED;
  const { vantage, neighbours } = system;
  const says = (text: string): void => {
    terminal.progress('');
    terminal.note(text);
  };
  // A trace shows all that comes, whoever deals with it.
  const awaited = !traced && needsArpAlone(request, vantage) ? 'arp' : 'any';
  const connects = connectsOf(request);
  const transport = openLive({
    vantage,
    scope,
    trace,
    raw,
    awaited,
    neighbours,
    targets,
    connects,
    says,
  });
  if (!transport.ok) return transport;
  const state = createScanner(withinLimits(request, scope), { vantage, trace });
  const began = process.hrtime.bigint();
  const ticker = setInterval(() => {
    const { done, total, phase } = progress(state);
    if (done > 0)
      terminal.progress(`${phase}: ${done} of ${total}; about ${timeLeft(began, done, total)} left`);
  }, PROGRESS_EVERY_MS);
  try {
    await transport.value.run((input) => step(state, input)[1]);
  } finally {
    clearInterval(ticker);
    terminal.progress('');
  }
  return ok({ report: scanReport(state), events: trace.events });
}

/**
 * The scanner paces itself by the scope's rate. The guard would hold frames back as well, but then a probe would
 * time out while it still waits to leave.
 */
export function withinLimits(request: ScanRequest, { limits }: Scope): ScanRequest {
  if (limits === undefined) return request;
  const { timing, targets } = request;
  const allowed = Math.min(limits.maxPps, limits.maxPpsToOneHost * Math.max(1, targets.length));
  const maxRate = Math.min(timing.maxRate ?? Infinity, allowed);
  const minRate = timing.minRate === undefined ? {} : { minRate: Math.min(timing.minRate, maxRate) };
  return { ...request, timing: { ...timing, maxRate, ...minRate } };
}

/**
 * The scope inside a lab: the lab's own addresses, and only if this process really stands in the scanner's place.
 * Any other place has other interfaces, and from there the same addresses may be somebody's.
 */
export function scopeInside(lab: Lab, system: System): Result<Scope> {
  const scanner = lab.hosts.find((host) => host.name === 'scanner');
  const here = system.vantage.interfaces.filter((one) => one.kind !== 'loopback');
  const stands =
    scanner !== undefined &&
    here.length === scanner.interfaces.length &&
    scanner.interfaces.every((wanted) =>
      here.some((one) => one.address === wanted.address && one.mac === wanted.mac),
    );
  if (!stands) return complain(`This is not the scanner's place in lab ${lab.name}; nothing was sent.`);
  return ok(
    scopeForLab(
      [...lab.hosts.flatMap((host) => host.interfaces.map((one) => one.address)), ...addressesToScan(lab)],
      lab.networks.map((network) => network.subnet),
    ),
  );
}

/** A lab may name addresses where nobody lives; from inside it nothing can lead to anybody else who has them. */
const addressesToScan = (lab: Lab): Ipv4[] =>
  (lab.scan?.targets ?? []).flatMap((target) => parseIpv4(target) ?? []);

/** Everything that a live scan has to know of the system. */
export const whereWeStand = (): Promise<Result<System>> => readSystem();
