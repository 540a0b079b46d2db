import type { Us } from '../base/time.ts';
import type { Ipv4 } from '../packet/index.ts';
import type { TechniqueName } from '../technique/index.ts';

/** What to scan and how: an nmap command line, understood. Made by `engine/options`, read by `engine/scan`. */
export interface ScanRequest {
  /** The command line as typed, program name left out; for the reports' headers. */
  readonly args: readonly string[];
  readonly targets: readonly Target[];
  /** Expressions that named nothing, with nmap's sentence for each; the run goes on without them. */
  readonly unresolved: readonly string[];
  /** The port-scan phases in the order they run; empty with -sn. */
  readonly techniques: readonly TechniqueName[];
  /** --scanflags: replaces the probe's TCP flags, not the classification. */
  readonly scanFlags?: number;
  /** Ascending port numbers to scan. */
  readonly ports: { readonly tcp: readonly number[]; readonly udp: readonly number[] };
  readonly discovery: DiscoveryOptions;
  readonly timing: TimingOptions;
  /** -r: ascending order, no popular ports first. */
  readonly sequentialPorts: boolean;
  readonly output: OutputOptions;
  /** False with -sT, for users without raw sockets: discovery connects to 80 and 443 instead. */
  readonly privileged: boolean;
  /** All randomness of the scan comes from it: order, masks, ports, TTLs, ids. */
  readonly seed: number;
}

/** One address to scan, with the name it was given by. */
export interface Target {
  readonly address: Ipv4;
  readonly name?: string;
}

export interface DiscoveryOptions {
  /** `probe`: the default set; `skip`: -Pn; `only`: -sn. */
  readonly mode: 'probe' | 'skip' | 'only';
  /** ARP takes the place of every other probe for neighbours; false with --disable-arp-ping. */
  readonly arp: boolean;
}

/** nmap's timing variables, from the template and the options that override it. */
export interface TimingOptions {
  /** 0 to 5; 3 is the default. */
  readonly template: number;
  readonly initialRttTimeoutUs: Us;
  readonly minRttTimeoutUs: Us;
  readonly maxRttTimeoutUs: Us;
  readonly maxRetries: number;
  readonly scanDelayUs: Us;
  readonly maxTcpScanDelayUs: Us;
  readonly maxUdpScanDelayUs: Us;
  /** Packets per second; absent for no bound. */
  readonly minRate?: number;
  readonly maxRate?: number;
  /** Bounds of the congestion window, in probes; absent for the template's own (T0 to T2: 1). */
  readonly minParallelism?: number;
  readonly maxParallelism?: number;
  /** --open switches it on: retried closed answers do not slow the scan. */
  readonly defeatRstRatelimit: boolean;
}

export interface OutputOptions {
  /** 0 by default, +1 for each -v. */
  readonly verbosity: number;
  readonly reason: boolean;
  /** --open: only open, open|filtered and unfiltered ports are shown. */
  readonly openOnly: boolean;
  readonly packetTrace: boolean;
  /** -n; names are never looked up anyway, but nmap's report differs in nothing else. */
  readonly files: readonly OutputFile[];
}

export type ReportFormat = 'normal' | 'grepable' | 'xml' | 'json' | 'mermaid';

export interface OutputFile {
  readonly format: ReportFormat;
  /** A path, or `-` for standard output. */
  readonly path: string;
}
