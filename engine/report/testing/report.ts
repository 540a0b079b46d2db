import { type Ipv4, type Mac, parseIpv4, parseMac } from '../../packet/index.ts';
import type {
  HostReport,
  OutputOptions,
  PhaseReport,
  PortReport,
  PortTable,
  ScanReport,
  ScanRequest,
} from '../../scan/index.ts';
import type { TechniqueName } from '../../technique/index.ts';
import type { Clock } from '../wall-time.ts';

/** Reports made by hand, for tests. */
export const UTC = (epochSeconds: number, ms = 0): Clock => ({
  startedAtMs: epochSeconds * 1000 + ms,
  offsetMinutes: 0,
  zone: 'UTC',
});

export function ip(text: string): Ipv4 {
  const address = parseIpv4(text);
  if (address === undefined) throw new Error(`${text} is no address`);
  return address;
}

export function mac(text: string): Mac {
  const address = parseMac(text);
  if (address === undefined) throw new Error(`${text} is no MAC address`);
  return address;
}

export function portTable(rows: readonly PortReport[]): PortTable {
  return {
    size: rows.length,
    get: (protocol, port) => rows.find((row) => row.protocol === protocol && row.port === port),
    [Symbol.iterator]: () => rows[Symbol.iterator](),
  };
}

/**
 * Rows from lines such as `22 open syn-ack 64`, `1-21 closed reset 64`, `9/udp filtered port-unreach 64
 * 198.18.10.1`: ports, state, reason, TTL and who answered. UDP lines come last, ports ascend.
 */
export function rows(...lines: readonly string[]): PortReport[] {
  const found = lines.flatMap((line) => {
    const [where = '', state = '', reason = '', ttl, from] = line.split(' ');
    const [ports = '', protocol = 'tcp'] = where.split('/');
    return expand(ports).map(
      (port) =>
        ({
          protocol,
          port,
          state,
          reason,
          ...(ttl === undefined ? {} : { ttl: Number(ttl) }),
          ...(from === undefined ? {} : { from: ip(from) }),
          verdict: 0,
        }) as PortReport,
    );
  });
  return found.sort((a, b) => (a.protocol === b.protocol ? a.port - b.port : a.protocol === 'tcp' ? -1 : 1));
}

/** `1-3,8` -> 1, 2, 3, 8 */
export const expand = (ports: string): number[] =>
  ports.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });

export interface HostSketch {
  readonly address: string;
  readonly name?: string;
  readonly state?: HostReport['state'];
  /** `arp-response`, `echo-reply 63` */
  readonly reason?: string;
  readonly from?: string;
  readonly mac?: string;
  /** srtt, rttvar, timeout in microseconds. */
  readonly timing?: readonly [number, number, number];
  readonly at?: readonly [number, number];
  readonly ports?: readonly PortReport[];
}

export function aHost(sketch: HostSketch): HostReport {
  const [reason = 'arp-response', ttl] = (sketch.reason ?? 'arp-response').split(' ');
  const [srttUs = 0, rttvarUs = 0, timeoutUs = 0] = sketch.timing ?? [];
  return {
    address: ip(sketch.address),
    ...(sketch.name === undefined ? {} : { name: sketch.name }),
    state: sketch.state ?? 'up',
    reason: reason as HostReport['reason'],
    ...(ttl === undefined ? {} : { reasonTtl: Number(ttl) }),
    ...(sketch.from === undefined ? {} : { reasonFrom: ip(sketch.from) }),
    ...(sketch.mac === undefined ? {} : { mac: mac(sketch.mac) }),
    ...(sketch.timing === undefined ? {} : { timing: { srttUs, rttvarUs, timeoutUs } }),
    beganAt: sketch.at?.[0] ?? 0,
    endedAt: sketch.at?.[1] ?? 0,
    ports: portTable(sketch.ports ?? []),
  };
}

export interface ScanSketch {
  readonly args?: string;
  readonly techniques?: readonly TechniqueName[];
  readonly tcp?: string;
  readonly udp?: string;
  readonly mode?: 'probe' | 'skip' | 'only';
  readonly output?: Partial<OutputOptions>;
  readonly scanFlags?: number;
  readonly defeatRst?: boolean;
  readonly elapsedUs?: number;
  readonly hosts: readonly HostSketch[];
  readonly phases?: readonly PhaseReport[];
  /** Packets and bytes sent, packets and bytes received. */
  readonly packets?: readonly [number, number, number, number];
  readonly unresolved?: readonly string[];
  readonly notices?: ScanReport['notices'];
  readonly lost?: NonNullable<ScanReport['lost']>;
}

/** Fills in what the sketch leaves open. */
export function aReport(sketch: ScanSketch): ScanReport {
  const [sent = 0, sentBytes = 0, received = 0, receivedBytes = 0] = sketch.packets ?? [];
  return {
    request: aRequest(sketch),
    elapsedUs: sketch.elapsedUs ?? 0,
    hosts: sketch.hosts.map(aHost),
    phases: sketch.phases ?? [],
    packets: { sent, sentBytes, received, receivedBytes },
    unresolved: sketch.unresolved ?? [],
    notices: sketch.notices ?? [],
    ...(sketch.lost === undefined ? {} : { lost: sketch.lost }),
  };
}

function aRequest(sketch: ScanSketch): ScanRequest {
  return {
    args: (sketch.args ?? '').split(' ').filter((word) => word !== ''),
    targets: sketch.hosts.map(({ address, name }) => ({
      address: ip(address),
      ...(name === undefined ? {} : { name }),
    })),
    unresolved: sketch.unresolved ?? [],
    techniques: sketch.techniques ?? (sketch.mode === 'only' ? [] : ['syn']),
    ...(sketch.scanFlags === undefined ? {} : { scanFlags: sketch.scanFlags }),
    ports: {
      tcp: sketch.tcp === undefined ? [] : expand(sketch.tcp),
      udp: sketch.udp === undefined ? [] : expand(sketch.udp),
    },
    discovery: { mode: sketch.mode ?? 'probe', arp: true },
    timing: {
      template: 3,
      initialRttTimeoutUs: 1_000_000,
      minRttTimeoutUs: 100_000,
      maxRttTimeoutUs: 10_000_000,
      maxRetries: 10,
      scanDelayUs: 0,
      maxTcpScanDelayUs: 1_000_000,
      maxUdpScanDelayUs: 1_000_000,
      defeatRstRatelimit: sketch.defeatRst ?? false,
    },
    sequentialPorts: false,
    output: {
      verbosity: 0,
      reason: false,
      openOnly: false,
      packetTrace: false,
      files: [],
      ...sketch.output,
    },
    privileged: true,
    seed: 1,
  };
}
