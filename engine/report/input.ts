import type { ScanReport } from '../scan/index.ts';
import type { TraceEvent } from '../trace/index.ts';
import type { Clock } from './wall-time.ts';

/** All that a report writer may read. */
export interface ReportInput {
  readonly report: ScanReport;
  /** When and where the scan began; writers know no other clock. */
  readonly clock: Clock;
  /**
   * The trace of the run. Without it there are no packet lines and no diagram, and the lines of `-v` are made
   * from the phases alone.
   */
  readonly events?: readonly TraceEvent[];
  readonly program: Program;
}

/** How the program names itself. The reports have nmap's shape, but never claim to be nmap's. */
export interface Program {
  readonly version: string;
  /** `simulated` or `live`: stands in the first line, where nmap has its address. */
  readonly world?: string;
}

export const PROGRAM_NAME = 'Halfopen';

/**
 * The command line as a person could type it again: words with blanks in double quotes, quotes and backslashes
 * escaped, as nmap writes it into its reports.
 */
export function commandLine(args: readonly string[]): string {
  return ['halfopen', 'scan', ...args.map(quoted)].join(' ');
}

function quoted(word: string): string {
  const escaped = word.replace(/["\\]/g, '\\$&');
  return word === '' || /\s/.test(word) ? `"${escaped}"` : escaped;
}
