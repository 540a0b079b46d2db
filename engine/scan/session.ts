import { type Random, stream } from '../base/random.ts';
import type { Us } from '../base/time.ts';
import type { TechniqueName } from '../technique/index.ts';
import { notice, record, type ScanContext } from './context.ts';
import { conclude, discoveryWork } from './discovery-work.ts';
import { createHost, type ScanHost } from './host.ts';
import { isNeighbour, pathTo } from './path.ts';
import { createPhase, type Phase, type Work } from './phase.ts';
import { dropUnsuitablePing } from './ping.ts';
import { type PortPlan, planPorts, portWork } from './port-work.ts';
import { PortResults } from './ports.ts';
import { firstBasePort, type Marks, nextBasePort } from './probe.ts';
import type { PhaseReport } from './report.ts';

/** Hosts looked for together. */
const DISCOVERY_BATCH = 4096;

/** So many targets that do not fit the batch are put off; then the batch is closed. */
const MOST_DEFERRED = 64;

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

// --- discovery ---------------------------------------------------------------------------------------------

type Means = 'arp' | 'raw' | 'connect' | 'none' | 'unreachable';

/** How a host is looked for. ARP takes the place of everything else for neighbours, even of -Pn. */
function meansFor({ context }: Session, { path }: ScanHost): Means {
  const { discovery, privileged } = context.request;
  if (path === undefined && privileged) return 'unreachable';
  if (path?.interface.kind === 'loopback') return 'none';
  if (path && privileged && discovery.arp && isNeighbour(path)) return 'arp';
  if (discovery.mode === 'skip') return 'none';
  return privileged ? 'raw' : 'connect';
}

/** Looks for the next hosts that are looked for alike. */
function discover(session: Session): void {
  const { context } = session;
  const batch = takeBatch(session);
  const [first] = batch;
  if (first === undefined) return;
  const means = meansFor(session, first);
  for (const host of batch) host.beganAt = context.now;
  session.ready.push(...batch);
  if (means === 'none' || means === 'unreachable') concludeUnasked(session, batch, means);
  else beginPhase(session, means === 'arp' ? batch.map(hurry(session)) : batch, discoveryWork(means));
}

/** The next hosts that go together; those between them that do not are put off to a later batch. */
function takeBatch(session: Session): readonly ScanHost[] {
  const waiting = session.hosts.slice(session.seen);
  const [first] = waiting;
  if (first === undefined) return [];
  const means = meansFor(session, first);
  const addresses = new Set<number>();
  const batch: ScanHost[] = [];
  const deferred: ScanHost[] = [];
  let looked = 0;
  while (looked < waiting.length && batch.length < DISCOVERY_BATCH && deferred.length < MOST_DEFERRED) {
    const host = waiting[looked++] ?? first;
    const fits = meansFor(session, host) === means && sharesPath(host, first);
    // Answers are told apart by address, so that the same one named twice is scanned twice, apart.
    if (fits && !addresses.has(host.address)) {
      addresses.add(host.address);
      batch.push(host);
    } else deferred.push(host);
  }
  const done = session.hosts.slice(0, session.seen);
  session.hosts = [...done, ...batch, ...deferred, ...waiting.slice(looked)];
  session.seen += batch.length;
  for (const [index, host] of session.hosts.entries()) host.index = index;
  return batch;
}

const sharesPath = (a: ScanHost, b: ScanHost): boolean =>
  a.path?.interface === b.path?.interface &&
  (a.path?.gateway === undefined) === (b.path?.gateway === undefined);

const hurry =
  ({ context }: Session) =>
  (host: ScanHost): ScanHost => {
    const { minRttTimeoutUs, initialRttTimeoutUs } = context.request.timing;
    host.rtt.timeoutUs = Math.max(minRttTimeoutUs, Math.min(initialRttTimeoutUs, ARP_INITIAL_TIMEOUT));
    return host;
  };

function concludeUnasked(
  { context }: Session,
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

// --- port scan ---------------------------------------------------------------------------------------------

/** How many hosts are port-scanned together; the first group of a large scan is small, for quick results. */
function groupSize({ context, groups }: Session): number {
  const { request } = context;
  const { tcp, udp } = request.ports;
  if (request.techniques.includes('udp') && udp.length > 0) return 128;
  const { template } = request.timing;
  if (tcp.length > 1000 && template <= 4 && groups === 0) return template === 4 ? 8 : 4;
  return Math.max(Math.floor(1024 / Math.max(tcp.length, 1)), 64);
}

function isGroupComplete(session: Session): boolean {
  session.ready = session.ready.filter((host) => host.state === 'up');
  const { ready } = session;
  if (ready.length === 0) return false;
  return session.seen >= session.hosts.length || ready.length >= groupSize(session);
}

function formGroup(session: Session): void {
  const { ready, context } = session;
  const count = countAlike(ready, groupSize(session));
  session.group = ready.slice(0, count);
  session.ready = ready.slice(count);
  session.groups++;
  const { request } = context;
  session.techniques = request.discovery.mode === 'only' ? [] : request.techniques;
  if (session.techniques.length === 0) return;
  for (const host of session.group) host.ports = new PortResults(request.ports);
}

/** How many of the first hosts go together: one way out, and no address twice. */
function countAlike(hosts: readonly ScanHost[], most: number): number {
  const [first] = hosts;
  const addresses = new Set<number>();
  for (const host of hosts.slice(0, most)) {
    if (first === undefined || !sharesPath(host, first) || addresses.has(host.address)) break;
    addresses.add(host.address);
  }
  return addresses.size;
}

function beginPortPhase(session: Session, technique: TechniqueName): void {
  const { context, plans, group } = session;
  const work = portWork(context.request, technique, plans[technique === 'udp' ? 'udp' : 'tcp']);
  if (work.items > 0) beginPhase(session, group, work);
}
