import { createHash } from 'node:crypto';
import { ok, type Result } from '../../engine/base/result.ts';
import { RECORDING_FORMAT, RECORDING_KIND, type Recording, recordedScan } from '../../engine/report/index.ts';
import { readText } from '../lab-file.ts';
import type { ScanOutcome } from '../world/outcome.ts';
import { writeRecordingFile } from './recording-file.ts';
import { toolVersions } from './tool-versions.ts';

export interface LiveScan {
  readonly outcome: ScanOutcome;
  readonly startedAtMs: number;
  /** The lab file; absent where machines outside any lab were scanned. */
  readonly labPath: string | undefined;
}

/** Records a live scan in a file. */
export function recordLiveScan(scan: LiveScan, path: string): Result<void> {
  const lab = scan.labPath === undefined ? ok(undefined) : readText(scan.labPath);
  return lab.ok ? writeRecordingFile(path, recordingOf(scan, lab.value)) : lab;
}

const recordingOf = ({ outcome, startedAtMs }: LiveScan, lab: string | undefined): Recording => ({
  format: RECORDING_FORMAT,
  kind: RECORDING_KIND,
  recordedAt: `${new Date(startedAtMs).toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z`,
  tools: toolVersions({ lab: lab !== undefined }),
  ...(lab === undefined ? {} : { lab, labDigest: labDigest(lab) }),
  command: outcome.report.request.args,
  scan: recordedScan(outcome.report, outcome.events),
});

/** SHA-256 of the lab's text: whether a recording is of the lab as it is now. */
export const labDigest = (lab: string): string => createHash('sha256').update(lab).digest('hex');
