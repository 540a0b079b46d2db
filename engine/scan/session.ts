import { type Random, stream } from '../base/random.ts';
import type { Us } from '../base/time.ts';
import { TECHNIQUES, type TechniqueName } from '../technique/index.ts';
import { countAlike, groupSize, meansFor, takeBatch } from './batches.ts';
import { notice, record, type ScanContext } from './context.ts';
import { conclude, discoveryWork } from './discovery-work.ts';
import { createHost, type ScanHost } from './host.ts';
import { pathTo } from './path.ts';
import { createPhase, type Phase, type Work } from './phase.ts';
import { dropUnsuitablePing } from './ping.ts';
import { type PortPlan, planPorts, portWork } from './port-work.ts';
import { PortResults } from './ports.ts';
import { firstBasePort, type Marks, nextBasePort } from './probe.ts';
import type { PhaseReport, Protocol } from './report.ts';
import type { ScanRequest } from './request.ts';

/** ARP answers come quickly: nobody waits longer than this for the first. */
const ARP_INITIAL_TIMEOUT: Us = 200_000;

/** The phases of a scan, one after another: discovery of a batch, then the techniques for each group of it. */
export interface Session {
  readonly context: ScanContext;
  /** In the order of the report: as they were looked for, then as they were named. */
  hosts: readonly ScanHost[];
  readonly plans: Readonly<Record<'tcp' | 'udp', PortPlan>>;
  readonly chance: Random;
  basePort: number;
  /** How many of the hosts a batch has had. */
  seen: number;
  /** Hosts that are up and not port-scanned yet. */
  ready: ScanHost[];
  /** The group in hand, and the techniques still to come for it. */
  group: readonly ScanHost[];
  techniques: readonly TechniqueName[];
  groups: number;
  phase: Phase | undefined;
  readonly phases: PhaseReport[];
}

export function createSession(context: ScanContext): Session {
  const { request, vantage } = context;
  const order = stream(request.seed, 'scan:order');
  const chance = stream(request.seed, 'scan:phases');
  return {
    context,
    hosts: request.targets.map((target, index) =>
      createHost(request, index, target, pathTo(vantage, target.address)),
    ),
    plans: { tcp: planPorts(request, 'tcp', order), udp: planPorts(request, 'udp', order) },
    chance,
    basePort: firstBasePort(chance),
    seen: 0,
    ready: [],
    group: [],
    techniques: [],
    groups: 0,
    phase: undefined,
    phases: [],
  };
}

/** Ends the phase in hand and begins the next; false when there is none left. */
export function nextPhase(session: Session): boolean {
  endPhase(session);
  while (session.phase === undefined) {
    const [technique, ...later] = session.techniques;
    if (technique !== undefined) {
      session.techniques = later;
      beginPortPhase(session, technique);
    } else if (isGroupComplete(session)) formGroup(session);
    else if (session.seen < session.hosts.length) discover(session);
    else return false;
  }
  return true;
}

export function endPhase(session: Session): void {
  const { phase, context } = session;
  if (phase === undefined) return;
  const { work, lanes, beganAt, began } = phase;
  const hosts = lanes.map((lane) => lane.host.index);
  session.phases.push({ name: work.name, beganAt, endedAt: context.now, hosts, ports: work.items });
  const counts = { hosts: hosts.length, ports: work.items };
  record(context, [began], { kind: 'phase', what: 'ended', name: work.name, ...counts });
  session.phase = undefined;
}

/** Each phase, of packets or not, takes a base port of its own, lest late answers cross over, and a new mask. */
function nextMarks(session: Session): Marks {
  session.basePort = nextBasePort(session.basePort);
  return { basePort: session.basePort, mask: session.chance.uint32() };
}

function beginPhase(session: Session, hosts: readonly ScanHost[], work: Work): void {
  for (const host of hosts) dropUnsuitablePing(host, work.means);
  session.phase = createPhase(session.context, hosts, work, nextMarks(session));
}

/** Looks for the next hosts that are looked for alike. */
function discover(session: Session): void {
  const { context, hosts, seen } = session;
  const { request, now } = context;
  const { batch, later } = takeBatch(request, hosts.slice(seen));
  session.hosts = [...hosts.slice(0, seen), ...batch, ...later];
  for (const [index, host] of session.hosts.entries()) host.index = index;
  session.seen += batch.length;
  session.ready.push(...batch);
  for (const host of batch) host.beganAt = now;
  const [first] = batch;
  const means = first ? meansFor(request, first) : 'none';
  if (means === 'none' || means === 'unreachable') {
    concludeUnasked(context, batch, means);
    return;
  }
  if (means === 'arp') hurry(request, batch);
  beginPhase(session, batch, discoveryWork(means));
}

function hurry({ timing }: ScanRequest, batch: readonly ScanHost[]): void {
  const { minRttTimeoutUs, initialRttTimeoutUs } = timing;
  const timeoutUs = Math.max(minRttTimeoutUs, Math.min(initialRttTimeoutUs, ARP_INITIAL_TIMEOUT));
  for (const host of batch) host.rtt.timeoutUs = timeoutUs;
}

function concludeUnasked(
  context: ScanContext,
  batch: readonly ScanHost[],
  means: 'none' | 'unreachable',
): void {
  for (const host of batch) {
    if (means === 'unreachable') {
      notice(context, `There is no route to ${host.name}: it is not scanned.`);
      conclude(context, host, { state: 'down', reason: 'no-route' }, []);
    } else {
      const reason = context.request.discovery.mode === 'skip' ? 'user-set' : 'localhost-response';
      conclude(context, host, { state: 'up', reason }, []);
    }
  }
}

function isGroupComplete(session: Session): boolean {
  session.ready = session.ready.filter((host) => host.state === 'up');
  const { ready } = session;
  if (ready.length === 0) return false;
  return (
    session.seen >= session.hosts.length ||
    ready.length >= groupSize(session.context.request, session.groups === 0)
  );
}

function formGroup(session: Session): void {
  const { ready, context } = session;
  const count = countAlike(ready, groupSize(context.request, session.groups === 0));
  session.group = ready.slice(0, count);
  session.ready = ready.slice(count);
  session.groups++;
  const { request } = context;
  session.techniques = request.discovery.mode === 'only' ? [] : request.techniques;
  if (session.techniques.length === 0) return;
  const ports = portsOf(request);
  for (const host of session.group) host.ports = new PortResults(ports);
}

/** The ports that some technique asks. */
function portsOf({ techniques, ports }: ScanRequest): ScanRequest['ports'] {
  const asked = (protocol: Protocol): readonly number[] =>
    techniques.some((name) => TECHNIQUES[name].protocol === protocol) ? ports[protocol] : [];
  return { tcp: asked('tcp'), udp: asked('udp') };
}

function beginPortPhase(session: Session, technique: TechniqueName): void {
  const { context, plans, group } = session;
  const work = portWork(context.request, technique, plans[TECHNIQUES[technique].protocol]);
  if (work.items > 0) beginPhase(session, group, work);
}
