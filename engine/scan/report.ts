import type { Us } from '../base/time.ts';
import type { Ipv4, Mac } from '../packet/index.ts';
import type { PortState, Reason } from '../technique/index.ts';
import type { EventId } from '../trace/index.ts';
import type { ScanRequest } from './request.ts';

export type Protocol = 'tcp' | 'udp';

/** What a scan concluded. Every report writer, `compare` and the site read this record. */
export interface ScanReport {
  readonly request: ScanRequest;
  readonly elapsedUs: Us;
  /** All targets in the order nmap reports them, the down ones among them. */
  readonly hosts: readonly HostReport[];
  readonly phases: readonly PhaseReport[];
  readonly packets: {
    readonly sent: number;
    readonly sentBytes: number;
    readonly received: number;
    readonly receivedBytes: number;
  };
  /** Names and expressions that named no host, in the order met. */
  readonly unresolved: readonly string[];
  /** nmap's warnings and notices in the order met, each with its time; in our words where nmap's are prose. */
  readonly notices: readonly { readonly at: Us; readonly text: string }[];
  /** Set when the scan could not be finished: the way out was lost for good. Unanswered ports are `unknown`. */
  readonly lost?: { readonly at: Us; readonly message: string };
}

/** A phase that ran, for `-v` and for the XML `task` elements. */
export interface PhaseReport {
  /** nmap's name: `ARP Ping Scan`, `SYN Stealth Scan` ... */
  readonly name: string;
  readonly beganAt: Us;
  readonly endedAt: Us;
  /** Indexes into `hosts`. */
  readonly hosts: readonly number[];
  /** Ports a host; 0 or the number of ping types in discovery. */
  readonly ports: number;
}

export interface HostReport {
  readonly address: Ipv4;
  /** The name the user gave, if it was one. */
  readonly name?: string;
  readonly state: 'up' | 'down' | 'unknown';
  readonly reason: Reason;
  readonly reasonTtl?: number;
  /** Who said so, where it was not the host itself. */
  readonly reasonFrom?: Ipv4;
  /** Known only if seen in ARP or in the link header of a neighbour's answer. */
  readonly mac?: Mac;
  /** The estimator's state at the end; absent without a sample. */
  readonly timing?: { readonly srttUs: Us; readonly rttvarUs: Us; readonly timeoutUs: Us };
  readonly beganAt: Us;
  readonly endedAt: Us;
  readonly ports: PortTable;
}

export interface PortReport {
  readonly protocol: Protocol;
  readonly port: number;
  readonly state: PortState;
  readonly reason: Reason;
  readonly ttl?: number;
  readonly from?: Ipv4;
  /** The trace event of the verdict; 0 without a trace. */
  readonly verdict: EventId;
}

/** A host's scanned ports: TCP ascending, then UDP ascending. Compact, since a scan may hold a million rows. */
export interface PortTable extends Iterable<PortReport> {
  readonly size: number;
  get(protocol: Protocol, port: number): PortReport | undefined;
}
