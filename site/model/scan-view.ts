import type { Us } from '../../engine/base/time.ts';
import { formatIpv4 } from '../../engine/packet/index.ts';
import { consolidate, type HiddenState } from '../../engine/report/index.ts';
import type { HostReport, OutputOptions, PortReport, ScanReport } from '../../engine/scan/index.ts';
import {
  type PortState,
  type Reason,
  serviceName,
  type TechniqueName,
} from '../../engine/technique/index.ts';
import type { EventId } from '../../engine/trace/index.ts';

/** A scan's conclusions as plain data: what the port table, the matrix and the map show, and recordings hold. */
export interface ScanView {
  readonly args: readonly string[];
  readonly techniques: readonly TechniqueName[];
  readonly elapsedUs: Us;
  readonly sent: number;
  readonly received: number;
  readonly hosts: readonly HostView[];
}

export interface HostView {
  readonly address: string;
  readonly name?: string;
  readonly state: 'up' | 'down' | 'unknown';
  readonly reason: Reason;
  readonly ports: readonly PortRow[];
  /** The states too frequent for rows of their own, which nmap folds: `Not shown: 995 closed tcp ports (reset)`. */
  readonly hidden: readonly HiddenState[];
}

export interface PortRow {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly state: PortState;
  readonly reason: Reason;
  readonly ttl?: number;
  /** Who answered, where it was not the target. */
  readonly from?: string;
  readonly service?: string;
  /** The verdict's event; 0 where the scan has no trace. */
  readonly verdict: EventId;
}

export function scanView(report: ScanReport): ScanView {
  const { request, elapsedUs, packets, hosts } = report;
  return {
    args: request.args,
    techniques: request.techniques,
    elapsedUs,
    sent: packets.sent,
    received: packets.received,
    hosts: hosts.map((host) => hostView(host, request.output)),
  };
}

function hostView({ address, name, state, reason, ports }: HostReport, output: OutputOptions): HostView {
  return {
    address: formatIpv4(address),
    ...(name === undefined ? {} : { name }),
    state,
    reason,
    ports: Array.from(ports, portRow),
    hidden: consolidate(ports, output).hidden,
  };
}

function portRow({ from, ...row }: PortReport): PortRow {
  const service = serviceName(row.protocol, row.port);
  return {
    ...row,
    ...(from === undefined ? {} : { from: formatIpv4(from) }),
    ...(service === undefined ? {} : { service }),
  };
}
