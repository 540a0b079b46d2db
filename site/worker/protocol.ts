import type { Complaint } from '../../engine/base/result.ts';
import type { LabFacts } from '../../engine/compare/index.ts';
import type { Clock } from '../../engine/report/index.ts';
import type { TechniqueName } from '../../engine/technique/index.ts';
import type { TraceEvent, WhyLine } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import type { ShellResult } from '../../simulator/shell/index.ts';
import type { MachineGraph } from '../model/machine-graph.ts';
import type { PortLists } from '../model/matrix-ports.ts';
import type { Progress } from '../model/progress-text.ts';
import type { PortRow, ScanView } from '../model/scan-view.ts';
import type { FirewallJobs } from './firewall-jobs.ts';
import type { LabJobs } from './lab-jobs.ts';
import type { LessonJobs } from './lesson-jobs.ts';

/**
 * What the page asks of the worker, and what it gets. The worker owns the simulated worlds; the page owns what is
 * seen of them. Everything here crosses by structured clone: data, no functions.
 */
export interface Jobs extends FirewallJobs, LabJobs, LessonJobs {
  /** Reads and checks a lab file. */
  readonly 'open-lab': { readonly asks: { readonly text: string }; readonly gives: LabOpened };
  /** What of a lab can make two scans of it differ. */
  readonly 'lab-facts': { readonly asks: { readonly text: string }; readonly gives: LabFacts };
  /** The state machines as data to draw, from their definitions. */
  readonly 'machine-graphs': { readonly asks: null; readonly gives: readonly MachineGraph[] };
  /** Runs one command line of nmap in the lab just built, in virtual time. */
  readonly scan: { readonly asks: ScanJob; readonly gives: ScanDone };
  /** Runs a line once more, for the Mermaid text of its sequence diagram. */
  readonly mermaid: { readonly asks: ScanJob; readonly gives: string };
  /** What may stand at a place of a line. */
  readonly complete: { readonly asks: CompleteJob; readonly gives: Completion };
  /** Scans once more for the story of one port, where the run was too long to keep its trace. */
  readonly why: { readonly asks: WhyJob; readonly gives: readonly WhyLine[] };
  /** Runs a line of any other command on a host of the lab, in the world of the latest run. */
  readonly shell: { readonly asks: ShellJob; readonly gives: ShellDone };
  /** Asks for the same ports by every technique. */
  readonly matrix: { readonly asks: MatrixJob; readonly gives: readonly MatrixRow[] };
  /** Which firewalls of one rule would answer all techniques as a port does. */
  readonly suspects: { readonly asks: SuspectsJob; readonly gives: readonly Suspect[] };
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

export interface ShellJob {
  readonly labText: string;
  /** The host on which the line is typed. */
  readonly host: string;
  readonly line: string;
}

/** Events, where packets were sent, come in parts. A complaint has its caret already. */
export type ShellDone =
  | Exclude<ShellResult, { readonly kind: 'complaint' }>
  | { readonly kind: 'complaint'; readonly text: string };

export interface CompleteJob {
  readonly labText: string;
  readonly line: string;
  /** How many characters stand before the caret. */
  readonly caret: number;
}

/** The characters from `from` to the caret may be replaced by any of `items`. */
export interface Completion {
  readonly from: number;
  readonly items: readonly CompletionItem[];
}

export interface CompletionItem {
  readonly text: string;
  /** What it means, in one line. */
  readonly meaning: string;
  /** Real nmap has it; Halfopen says what it does, and does not do it. */
  readonly notModelled?: boolean;
}

export interface WhyJob extends Pick<ScanJob, 'labText' | 'args'> {
  readonly address: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

export interface MatrixJob extends PortLists {
  readonly labText: string;
  /** A name or an address. */
  readonly target: string;
}

/** One technique, and what it concludes about each port. */
export interface MatrixRow {
  readonly technique: TechniqueName;
  /** `SYN scan (half-open)` */
  readonly title: string;
  readonly flag: string;
  /** What it puts on the wire, in words. */
  readonly sends: string;
  readonly teaches: string;
  /** The line that scans so, `nmap -sF -p 22,80 target`. */
  readonly line: string;
  readonly ports: readonly PortRow[];
}

export interface SuspectsJob {
  readonly labText: string;
  readonly target: string;
  readonly port: number;
}

/** A firewall of one rule (or none), before a port where something listens or not. */
export interface Suspect {
  readonly rules: readonly string[];
  readonly listens: boolean;
  /** Whether every technique concludes the same as it does in the lab. */
  readonly fits: boolean;
  /** The first technique that tells them apart, and what it would conclude. */
  readonly differs?: { readonly technique: TechniqueName; readonly row: PortRow };
}

/** A scan of more probes than this is run without its trace: a million events would fill the page's memory. */
export const TRACED_PROBES = 10_000;

/** Long lists come in parts, each short enough that the page stays answerable while it takes it in. */
export type Part =
  | { readonly kind: 'events'; readonly events: readonly TraceEvent[] }
  | { readonly kind: 'ports'; readonly host: number; readonly ports: readonly PortRow[] }
  | ({ readonly kind: 'progress' } & Progress);

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
