import { complain, ok, type Result } from '../../engine/base/result.ts';
import {
  compareVerdicts,
  differences,
  knownDifference,
  MATRIX_NAMES,
  type MatrixTechnique,
  type Row,
  type Verdicts,
  verdictText,
} from '../../engine/compare/index.ts';
import { type Recording, readRecording } from '../../engine/report/index.ts';
import { liveVerdicts, nmapVerdicts } from './compare/recorded-verdicts.ts';

/** A lab that comes with the site, and the recordings of it. */
export interface RecordedLab {
  readonly name: string;
  readonly text: string;
  /** The text of each recording. */
  readonly recordings: ReadonlyMap<MatrixTechnique, string>;
}

/** One lab under one technique: every port in the simulator, in the kernel and by nmap. */
export interface MatrixCell {
  readonly technique: MatrixTechnique;
  readonly ports: number;
  /** Ids of differences that are known, with the ports that have them. */
  readonly known: ReadonlyMap<string, number>;
}

export interface MatrixLine {
  readonly lab: string;
  /** In the order of the techniques; a technique without ports to scan has none. */
  readonly cells: readonly MatrixCell[];
}

export interface FidelityMatrix {
  readonly techniques: readonly MatrixTechnique[];
  readonly lines: readonly MatrixLine[];
  readonly recordings: number;
  readonly ports: number;
  readonly agreeing: number;
  readonly known: number;
  /** Every version that took part, `kernel` -> `6.18.44`. */
  readonly tools: ReadonlyMap<string, readonly string[]>;
  /** The days of the first and of the last recording, `2026-03-01`. */
  readonly days: readonly [string, string];
}

/** What the simulated world says of every port. */
export type Simulate = (labText: string, args: readonly string[]) => Result<Verdicts, string>;

/**
 * Simulates every recording anew and compares it with what the kernel and nmap did. Nothing may be left unexplained,
 * and no recording may be of another lab than the one it stands beside: either is a complaint.
 */
export function fidelityMatrix(labs: readonly RecordedLab[], simulate: Simulate): Result<FidelityMatrix> {
  const lines: MatrixLine[] = [];
  const recordings: Recording[] = [];
  for (const lab of labs) {
    const cells: MatrixCell[] = [];
    for (const technique of MATRIX_NAMES) {
      const text = lab.recordings.get(technique);
      if (text === undefined) continue;
      const recording = currentRecording(lab, technique, text);
      if (!recording.ok) return recording;
      const cell = cellOf(lab, technique, recording.value, simulate);
      if (!cell.ok) return cell;
      recordings.push(recording.value);
      cells.push(cell.value);
    }
    lines.push({ lab: lab.name, cells });
  }
  return ok({ techniques: MATRIX_NAMES, lines, ...sums(lines), ...circumstances(recordings) });
}

function currentRecording(lab: RecordedLab, technique: string, text: string): Result<Recording> {
  const recording = readRecording(text);
  const remedy = `Record it anew: npm run record -- --labs ${lab.name}`;
  if (!recording.ok)
    return complain(`The recording ${lab.name}/${technique}.json: ${recording.error.message}`, { remedy });
  if (recording.value.lab === lab.text) return recording;
  return complain(`The recording ${lab.name}/${technique}.json is of another text of the lab.`, { remedy });
}

function cellOf(
  lab: RecordedLab,
  technique: MatrixTechnique,
  recording: Recording,
  simulate: Simulate,
): Result<MatrixCell> {
  const simulated = simulate(lab.text, recording.command);
  if (!simulated.ok) return complain(`${lab.name}, ${technique}: ${simulated.error}`);
  const nmap = nmapVerdicts(recording);
  if (nmap === undefined) return complain(`The recording ${lab.name}/${technique}.json has nothing of nmap.`);
  const comparison = compareVerdicts({ simulated: simulated.value, live: liveVerdicts(recording), nmap });
  const known = new Map<string, number>();
  for (const row of differences(comparison)) {
    const difference = knownDifference(lab.name, row);
    if (difference === undefined) return complain(`Unexplained: ${lab.name}, ${technique}, ${rowText(row)}.`);
    known.set(difference.id, (known.get(difference.id) ?? 0) + 1);
  }
  return ok({ technique, ports: comparison.rows.length, known });
}

/** `198.18.10.28 tcp/22: simulated open syn-ack, live closed reset` */
const rowText = ({ key, verdicts }: Row): string =>
  `${key}: ${Object.entries(verdicts)
    .map(([column, verdict]) => `${column} ${verdictText(verdict)}`)
    .join(', ')}`;

function sums(
  lines: readonly MatrixLine[],
): Pick<FidelityMatrix, 'recordings' | 'ports' | 'agreeing' | 'known'> {
  const cells = lines.flatMap((line) => line.cells);
  const ports = cells.reduce((sum, cell) => sum + cell.ports, 0);
  const known = cells.reduce((sum, cell) => sum + knownIn(cell), 0);
  return { recordings: cells.length, ports, agreeing: ports - known, known };
}

export const knownIn = ({ known }: MatrixCell): number =>
  [...known.values()].reduce((sum, count) => sum + count, 0);

function circumstances(recordings: readonly Recording[]): Pick<FidelityMatrix, 'tools' | 'days'> {
  const days = recordings.map(({ recordedAt }) => recordedAt.slice(0, 'YYYY-MM-DD'.length)).sort();
  const tools = new Map<string, readonly string[]>();
  for (const { tools: used } of recordings)
    for (const [tool, version] of Object.entries(used))
      tools.set(tool, [...new Set([...(tools.get(tool) ?? []), version])].sort());
  return { tools, days: [days[0] ?? '', days.at(-1) ?? ''] };
}
