import type { Complaint } from '../../engine/base/result.ts';
import type { Clock } from '../../engine/report/index.ts';
import type { TraceEvent } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import type { PortRow, ScanView } from '../model/scan-view.ts';

/**
 * What the page asks of the worker, and what it gets. The worker owns the simulated worlds; the page owns what is
 * seen of them. Everything here crosses by structured clone: data, no functions.
 */
export interface Jobs {
  /** Reads and checks a lab file. */
  readonly 'open-lab': { readonly asks: { readonly text: string }; readonly gives: LabOpened };
  /** Runs one command line of nmap in the lab just built, in virtual time. */
  readonly scan: { readonly asks: ScanJob; readonly gives: ScanDone };
}

export type JobName = keyof Jobs;

export type LabOpened =
  | { readonly ok: true; readonly lab: Lab }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

export interface ScanJob {
  readonly labText: string;
  /** nmap's words, the program's name left out. */
  readonly args: readonly string[];
  readonly clock: Clock;
  /** Whether the whole trace is wanted even where it is longer than `TRACED_PROBES` makes it. */
  readonly traceAll?: boolean;
}

export type ScanDone =
  | {
      readonly ok: true;
      /** What the command prints, byte for byte. */
      readonly output: string;
      /** Warnings, which the command writes beside its output. */
      readonly notices: readonly string[];
      readonly files: readonly { readonly name: string; readonly text: string }[];
      /** The scan's conclusions; its ports come in `Part`s. */
      readonly scan: ScanView;
      /** False where the scan is too long to keep its trace: the verdicts are known, their reasons are asked for. */
      readonly traced: boolean;
    }
  /** The complaint with its caret, as the command prints it. */
  | { readonly ok: false; readonly complaint: string };

/** A scan of more probes than this is run without its trace: a million events would fill the page's memory. */
export const TRACED_PROBES = 10_000;

/** Long lists come in parts, each short enough that the page stays answerable while it takes it in. */
export type Part =
  | { readonly kind: 'events'; readonly events: readonly TraceEvent[] }
  | { readonly kind: 'ports'; readonly host: number; readonly ports: readonly PortRow[] };

export const PART_LENGTH = 2_000;

/** From the page to the worker. */
export type Ask = { readonly id: number } & {
  readonly [Name in JobName]: { readonly job: Name; readonly asks: Jobs[Name]['asks'] };
}[JobName];

/** From the worker to the page: parts in order, then one end. */
export type Tell =
  | { readonly id: number; readonly type: 'part'; readonly part: Part }
  | { readonly id: number; readonly type: 'done'; readonly gives: Jobs[JobName]['gives'] }
  /** A mistake of ours, not of the person who asked. */
  | { readonly id: number; readonly type: 'failed'; readonly message: string };
