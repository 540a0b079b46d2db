import type { Us } from '../base/time.ts';
import { formatIpv4, type Ipv4, type Mac } from '../packet/index.ts';
import type { Reason } from '../technique/index.ts';
import type { EventId } from '../trace/index.ts';
import { sourceOn } from './path.ts';
import { PortResults } from './ports.ts';
import type { ProbeSpec } from './probe.ts';
import type { HostReport } from './report.ts';
import type { ScanRequest, Target } from './request.ts';
import { createEstimator, hasSample, type RttEstimator } from './rtt.ts';
import type { Path } from './vantage.ts';

/** A target and all that is known of it, from the first phase to the last. */
export interface ScanHost {
  /** Index in the report. */
  index: number;
  readonly target: Target;
  readonly address: Ipv4;
  /** The address as text, for the trace. */
  readonly name: string;
  readonly path: Path | undefined;
  /** The address its packets are sent from, and answered to. */
  readonly source: Ipv4;
  state: 'up' | 'down' | 'unknown';
  reason: Reason;
  reasonTtl: number | undefined;
  reasonFrom: Ipv4 | undefined;
  mac: Mac | undefined;
  /** Carries over from discovery to the port scan. */
  readonly rtt: RttEstimator;
  /** The probe it answered best; asked again to learn whether the path still carries packets. */
  ping: { readonly spec: ProbeSpec; readonly score: number } | undefined;
  ports: PortResults;
  beganAt: Us;
  endedAt: Us;
  /** The trace event of its being found up or down. */
  found: EventId;
  /** The trace events that speak for its being down, while it is looked for. */
  evidence: EventId[];
}

const NO_PORTS = { tcp: [], udp: [] };

export function createHost(
  request: ScanRequest,
  index: number,
  target: Target,
  path: Path | undefined,
): ScanHost {
  return {
    index,
    target,
    address: target.address,
    name: formatIpv4(target.address),
    path,
    source: path ? sourceOn(path, target.address) : target.address,
    state: 'unknown',
    reason: 'unknown-response',
    reasonTtl: undefined,
    reasonFrom: undefined,
    mac: undefined,
    rtt: createEstimator(request.timing.initialRttTimeoutUs),
    ping: undefined,
    ports: new PortResults(NO_PORTS),
    beganAt: 0,
    endedAt: 0,
    found: 0,
    evidence: [],
  };
}

export function reportOf(host: ScanHost): HostReport {
  const { target, state, reason, reasonTtl, reasonFrom, mac, rtt, beganAt, endedAt, ports } = host;
  const { srttUs, rttvarUs, timeoutUs } = rtt;
  return {
    address: host.address,
    ...(target.name === undefined ? {} : { name: target.name }),
    state,
    reason,
    ...(reasonTtl ? { reasonTtl } : {}),
    ...(reasonFrom === undefined ? {} : { reasonFrom }),
    ...(mac === undefined ? {} : { mac }),
    ...(hasSample(rtt) ? { timing: { srttUs, rttvarUs, timeoutUs } } : {}),
    beganAt,
    endedAt,
    ports,
  };
}
