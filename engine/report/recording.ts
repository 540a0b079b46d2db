import type { Us } from '../base/time.ts';
import type { Protocol, ScanReport } from '../scan/index.ts';
import type { PortState, Reason } from '../technique/index.ts';
import type { EventId, TraceEvent } from '../trace/index.ts';

/** The version of the layout below. It changes when a reader of the old one would read the new one wrongly. */
export const RECORDING_FORMAT = 1;

/** Tells the file from any other JSON. */
export const RECORDING_KIND = 'halfopen-recording';

/**
 * What a live scan found and how, with what nmap found in the same lab: a file that shows a real network where there
 * is none. Everything in it is text and numbers as they were; nothing in it is to be obeyed.
 */
export interface Recording {
  readonly format: typeof RECORDING_FORMAT;
  readonly kind: typeof RECORDING_KIND;
  /** UTC, to the second: `2026-03-01T09:30:00Z`. */
  readonly recordedAt: string;
  /** Versions of what took part. */
  readonly tools: {
    readonly kernel: string;
    readonly halfopen: string;
    readonly nmap?: string;
    readonly iptables?: string;
  };
  /** The text of the lab file; absent where machines outside any lab were scanned. */
  readonly lab?: string;
  /** SHA-256 of the lab's text in UTF-8, in hexadecimal; absent without a lab. Whoever trusts it computes it anew. */
  readonly labDigest?: string;
  /** nmap's part of the command line. */
  readonly command: readonly string[];
  readonly scan: RecordedScan;
  readonly nmap?: RecordedNmap;
}

/** A scan by our own engine. */
export interface RecordedScan {
  readonly elapsedUs: Us;
  readonly packets: ScanReport['packets'];
  /** Set where the scan could not be finished. */
  readonly lost?: { readonly at: Us; readonly message: string };
  readonly hosts: readonly RecordedHost[];
  /** Event `id` is at index `id - 1`. */
  readonly trace: readonly TraceEvent[];
}

export interface RecordedHost {
  readonly address: string;
  /** The name the user gave, if it was one. */
  readonly name?: string;
  readonly state: 'up' | 'down' | 'unknown';
  readonly reason: Reason;
  readonly ports: readonly RecordedPort[];
}

export interface RecordedPort {
  readonly protocol: Protocol;
  readonly port: number;
  readonly state: PortState;
  readonly reason: Reason;
  readonly ttl?: number;
  /** Who answered, where it was not the target. */
  readonly from?: string;
  /** What usually listens there. */
  readonly service?: string;
  /** The trace event of the verdict; 0 where there is none. */
  readonly verdict: EventId;
}

/** The same scan by nmap. */
export interface RecordedNmap {
  readonly hosts: readonly RecordedNmapHost[];
  /** What nmap wrote to the terminal. */
  readonly output?: string;
}

/** In nmap's words, which may be others than ours. */
export interface RecordedNmapHost {
  readonly address: string;
  readonly state: string;
  readonly ports: readonly RecordedNmapPort[];
}

export interface RecordedNmapPort {
  readonly protocol: Protocol;
  readonly port: number;
  readonly state: string;
  readonly reason: string;
  /** nmap gives none for the ports that it hides. */
  readonly ttl?: number;
  readonly from?: string;
}
