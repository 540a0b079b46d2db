import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { complain, ok, type Result } from '../../engine/base/result.ts';
import {
  type Comparison,
  differences,
  knownDifference,
  MATRIX_NAMES,
  MATRIX_TECHNIQUES,
  type MatrixTechnique,
  type Row,
} from '../../engine/compare/index.ts';
import { type Lab, SCANNER } from '../../simulator/lab/index.ts';
import { LabFailure } from '../lab/index.ts';
import { complaintLines, readLab } from '../lab-file.ts';
import { compareAndRecord } from '../record/compare-and-record.ts';
import { understand } from '../verbs/request.ts';
import { type Assignment, compareWorlds, type Watch } from '../world/compare-worlds.ts';

/** One lab under one technique. */
export interface Entry {
  readonly lab: string;
  readonly technique: MatrixTechnique;
  readonly cells: number;
  /** Differences with an entry in FIDELITY.md, by its id. */
  readonly known: readonly { readonly id: string; readonly row: Row }[];
  readonly unexplained: readonly Row[];
  /** Set where the comparison could not be made. */
  readonly failed?: string;
}

export interface MatrixOptions {
  readonly live: boolean;
  readonly nmap: boolean;
  readonly watch?: Watch;
  /** Comparisons at once; they mostly wait. */
  readonly jobs: number;
  /** The folder that keeps a recording of each comparison, as LAB/TECHNIQUE.json. */
  readonly recordTo?: string;
  readonly onEntry: (entry: Entry, done: number, total: number) => void;
}

export interface MatrixLab {
  readonly path: string;
  readonly lab: Lab;
}

/** The labs of a folder that say what to scan in them, in the order of their names. */
export function matrixLabs(folder: string, only?: readonly string[]): Result<MatrixLab[]> {
  const labs: MatrixLab[] = [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const unknown = only?.filter((name) => !files.includes(`${name}.yaml`)) ?? [];
  if (unknown.length > 0) return complain(`No lab in ${folder} is called ${unknown.join(', ')}.`);
  for (const file of files.sort()) {
    if (only !== undefined && !only.includes(file.replace(/\.yaml$/, ''))) continue;
    const path = join(folder, file);
    const lab = readLab(path);
    if (!lab.ok) return complain(complaintLines(path, lab.error));
    if (lab.value.scan !== undefined) labs.push({ path, lab: lab.value });
  }
  return ok(labs);
}

/** One lab under one technique: what to scan, in nmap's words. */
export interface MatrixScan {
  readonly lab: MatrixLab;
  readonly technique: MatrixTechnique;
  readonly args: readonly string[];
}

/** Every lab under every technique that it has ports for. */
export const scansOf = (
  labs: readonly MatrixLab[],
  techniques: readonly MatrixTechnique[] = MATRIX_NAMES,
): MatrixScan[] =>
  labs.flatMap((lab) =>
    techniques.flatMap((technique) => {
      const { ports, udp, targets = hostsOf(lab.lab) } = lab.lab.scan ?? {};
      const list = technique === 'udp' ? udp : ports;
      const args = [...MATRIX_TECHNIQUES[technique], '-n', '-Pn', '-p', list ?? '', ...targets];
      return list === undefined ? [] : [{ lab, technique, args }];
    }),
  );

const hostsOf = ({ hosts }: Lab): string[] =>
  hosts.map(({ name }) => name).filter((name) => name !== SCANNER);

/** Compares every lab under every technique that it has ports for. */
export async function runMatrix(
  labs: readonly MatrixLab[],
  techniques: readonly MatrixTechnique[],
  options: MatrixOptions,
): Promise<Entry[]> {
  const work = scansOf(labs, techniques);
  const entries: Entry[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = work[next++]; item !== undefined; item = work[next++]) {
      const entry = await entryOf(item, options);
      entries.push(entry);
      options.onEntry(entry, entries.length, work.length);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, worker));
  return entries.sort(
    (a, b) => a.lab.localeCompare(b.lab) || techniques.indexOf(a.technique) - techniques.indexOf(b.technique),
  );
}

async function entryOf({ lab: item, technique, args }: MatrixScan, options: MatrixOptions): Promise<Entry> {
  const { path, lab } = item;
  const entry = { lab: lab.name, technique, cells: 0, known: [], unexplained: [] };
  const command = understand(args, {}, lab);
  if (!command.ok) return { ...entry, failed: command.error };
  const assignment = { lab, labPath: path, args, request: command.value.request, ...options };
  const compared = await compareOrRecord(assignment, technique, options.recordTo).catch(labFailed);
  if (!compared.ok) return { ...entry, failed: compared.error.message };
  return { ...entry, cells: compared.value.rows.length, ...sorted(lab.name, compared.value) };
}

function compareOrRecord(
  assignment: Assignment,
  technique: MatrixTechnique,
  recordTo: string | undefined,
): Promise<Result<Comparison>> {
  if (recordTo === undefined) return compareWorlds(assignment);
  const folder = join(recordTo, assignment.lab.name);
  mkdirSync(folder, { recursive: true });
  return compareAndRecord(assignment, join(folder, `${technique}.json`));
}

function labFailed(error: unknown): Result<Comparison> {
  if (error instanceof LabFailure) return complain(error.message);
  throw error;
}

function sorted(lab: string, comparison: Comparison): Pick<Entry, 'known' | 'unexplained'> {
  const known: { id: string; row: Row }[] = [];
  const unexplained: Row[] = [];
  for (const row of differences(comparison)) {
    const entry = knownDifference(lab, row);
    if (entry === undefined) unexplained.push(row);
    else known.push({ id: entry.id, row });
  }
  return { known, unexplained };
}
