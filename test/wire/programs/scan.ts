/** Scans for real from the namespace it is started in, and prints what came of it as JSON. */
import { openLive, readSystem, scopeForLab } from '../../../engine/live/index.ts';
import { asIpv4, formatIpv4, type Ipv4, parseIpv4 } from '../../../engine/packet/index.ts';
import { runScan, type ScanRequest } from '../../../engine/scan/index.ts';
import { createTraceLog, UNTRACED } from '../../../engine/trace/index.ts';
import { requestFor } from '../request.ts';

export interface ScanOrder {
  readonly targets: readonly string[];
  /** Addresses that the guard allows; the targets where absent. */
  readonly allowed?: readonly string[];
  readonly ports: readonly [first: number, last: number];
  readonly technique: ScanRequest['techniques'][number];
  readonly seed?: number;
  readonly traced?: boolean;
  readonly discovery?: ScanRequest['discovery'];
  readonly waitForLinkMs?: number;
  readonly maxRetries?: number;
  readonly minRate?: number;
  readonly maxRate?: number;
}

export interface ScanOutcome {
  /** How many ports are in each state, `closed reset`. */
  readonly states: Readonly<Record<string, number>>;
  /** `22 open syn-ack`, unless that would be more than 500 lines. */
  readonly ports: readonly string[];
  /** How many ports were told by packets that had each TTL on arrival. */
  readonly ttls: Readonly<Record<number, number>>;
  readonly lost?: string;
  readonly lostAtUs?: number;
  /** What was said while the scan ran, with the milliseconds of the wall clock, which all processes share. */
  readonly said: readonly { readonly text: string; readonly at: number }[];
  readonly notices: readonly string[];
  readonly elapsedUs: number;
  readonly counts: { readonly sent: number; readonly received: number; readonly refused: number };
  readonly ignored: Readonly<Record<string, number>>;
  readonly wholeProcessMs: number;
  readonly cpuMs: number;
}

const order = JSON.parse(process.argv[2] ?? '') as ScanOrder;
process.stdout.write(`${JSON.stringify(await scan(order))}\n`);

async function scan(wanted: ScanOrder): Promise<ScanOutcome> {
  const system = await readSystem();
  if (!system.ok) throw new Error(system.error.message);
  const addresses = (texts: readonly string[]): Ipv4[] => texts.map((text) => parseIpv4(text) ?? asIpv4(0));
  const trace = wanted.traced === true ? createTraceLog() : UNTRACED;
  const raw = wanted.technique !== 'connect';
  const said: { text: string; at: number }[] = [];
  const live = openLive({
    vantage: system.value.vantage,
    neighbours: system.value.neighbours,
    scope: scopeForLab(addresses(wanted.allowed ?? wanted.targets)),
    trace,
    raw,
    says: (text) => said.push({ text, at: Date.now() }),
    ...(wanted.waitForLinkMs === undefined ? {} : { waitForLinkMs: wanted.waitForLinkMs }),
  });
  if (!live.ok) throw new Error(live.error.message);
  const [first, last] = wanted.ports;
  const numbers = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  const base = requestFor(addresses(wanted.targets), wanted.technique === 'udp' ? [] : numbers, {
    techniques: [wanted.technique],
    seed: wanted.seed ?? 1,
    privileged: raw,
    ...(wanted.discovery === undefined ? {} : { discovery: wanted.discovery }),
  });
  const request: ScanRequest = {
    ...base,
    ports: wanted.technique === 'udp' ? { tcp: [], udp: numbers } : base.ports,
    timing: {
      ...base.timing,
      ...(wanted.maxRetries === undefined ? {} : { maxRetries: wanted.maxRetries }),
      ...(wanted.minRate === undefined ? {} : { minRate: wanted.minRate }),
      ...(wanted.maxRate === undefined ? {} : { maxRate: wanted.maxRate }),
    },
  };
  const report = await runScan(request, { vantage: system.value.vantage, trace }, live.value);
  const states: Record<string, number> = {};
  const ports: string[] = [];
  const ttls: Record<number, number> = {};
  for (const host of report.hosts)
    for (const { port, state, reason, ttl = 0 } of host.ports) {
      ttls[ttl] = (ttls[ttl] ?? 0) + 1;
      states[`${state} ${reason}`] = (states[`${state} ${reason}`] ?? 0) + 1;
      ports.push(
        `${report.hosts.length > 1 ? `${formatIpv4(host.address)} ` : ''}${port} ${state} ${reason}`,
      );
    }
  const ignored: Record<string, number> = {};
  for (const event of trace.events)
    if (event.kind === 'ignored') ignored[event.code] = (ignored[event.code] ?? 0) + 1;
  const cpu = process.cpuUsage();
  return {
    states,
    ports: ports.length > 500 ? [] : ports,
    ttls,
    ...(report.lost === undefined ? {} : { lost: report.lost.message, lostAtUs: report.lost.at }),
    said,
    notices: report.notices.map(({ text }) => text),
    elapsedUs: report.elapsedUs,
    counts: live.value.counts,
    ignored,
    wholeProcessMs: Math.round(performance.now()),
    cpuMs: Math.round((cpu.user + cpu.system) / 1000),
  };
}
