import {
  type Column,
  MATRIX_NAMES,
  type MatrixTechnique,
  type Row,
  verdictText,
} from '../../engine/compare/index.ts';
import { EXIT, type Exit } from '../exit.ts';
import { type Entry, matrixLabs, runMatrix } from '../fidelity/matrix.ts';
import { labAvailability } from '../lab/index.ts';
import { timeLeft } from '../progress.ts';
import { LABS } from '../root.ts';
import { terminal } from '../terminal.ts';
import { missingLine } from '../world/missing.ts';
import { nmapVersion } from '../world/nmap-version.ts';

const DEFAULT_JOBS = 12;

export interface FidelityOptions {
  readonly json?: boolean;
  readonly labs?: string;
  readonly techniques?: string;
  readonly jobs?: string;
  /** The folder that keeps a recording of each comparison. */
  readonly record?: string;
}

export async function fidelity(own: FidelityOptions): Promise<Exit> {
  const techniques = own.techniques?.split(',') ?? MATRIX_NAMES;
  const unknown = techniques.filter((name) => !isTechnique(name));
  if (unknown.length > 0) {
    terminal.note(
      `No technique of the matrix is called ${unknown.join(', ')}. There are: ${MATRIX_NAMES.join(', ')}.`,
    );
    return EXIT.usage;
  }
  const labs = matrixLabs(LABS, own.labs?.split(','));
  if (!labs.ok) {
    terminal.note(labs.error.message);
    return EXIT.usage;
  }
  const available = labAvailability();
  if (!available.ok) {
    terminal.note(missingLine(available));
    return EXIT.missing;
  }
  const version = nmapVersion();
  const began = process.hrtime.bigint();
  const entries = await runMatrix(labs.value, techniques.filter(isTechnique), {
    live: true,
    nmap: version !== undefined,
    jobs: Number(own.jobs ?? DEFAULT_JOBS),
    ...(own.record === undefined ? {} : { recordTo: own.record }),
    onEntry: (entry, done, total) => {
      terminal.progress(`${done} of ${total} comparisons; about ${timeLeft(began, done, total)} left`);
      if (!own.json) for (const line of faults(entry)) terminal.note(`\n${line}`);
    },
  });
  terminal.progress('');
  if (own.json) terminal.print(JSON.stringify({ format: 1, nmap: version, entries }, null, 2));
  else terminal.print(summary(entries, labs.value.length, version));
  return entries.every((entry) => entry.failed === undefined && entry.unexplained.length === 0)
    ? EXIT.done
    : EXIT.no;
}

const isTechnique = (name: string): name is MatrixTechnique => (MATRIX_NAMES as string[]).includes(name);

function faults(entry: Entry): string[] {
  const place = `${entry.lab} ${entry.technique}`;
  if (entry.failed !== undefined) return [`${place}: ${entry.failed}`];
  return entry.unexplained.map((row) => `${place}: ${row.key}: ${columnsText(row)}`);
}

const columnsText = (row: Row): string =>
  (Object.keys(row.verdicts) as Column[])
    .map((column) => {
      const verdict = row.verdicts[column];
      return `${column} ${verdict === undefined ? '-' : verdictText(verdict)}`;
    })
    .join('; ');

function summary(entries: readonly Entry[], labs: number, version: string | undefined): string {
  const cells = entries.reduce((sum, entry) => sum + entry.cells, 0);
  const known = entries.reduce((sum, entry) => sum + entry.known.length, 0);
  const unexplained = entries.reduce((sum, entry) => sum + entry.unexplained.length, 0);
  const failed = entries.filter((entry) => entry.failed !== undefined).length;
  const worlds =
    version === undefined
      ? 'simulated and live (nmap is not installed)'
      : `simulated, live and nmap ${version}`;
  return [
    `${cells} cells: ${labs} labs, ${entries.length} scans, ${worlds}.`,
    `${cells - known - unexplained} agree, ${known} differ as FIDELITY.md explains, ${unexplained} differ without explanation, ${failed} scans failed.`,
  ].join('\n');
}
