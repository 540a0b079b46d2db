import { writeFileSync } from 'node:fs';
import { complain, ok, type Result } from '../../engine/base/result.ts';
import { type ReportInput, writeReport } from '../../engine/report/index.ts';
import type { ScanRequest } from '../../engine/scan/index.ts';
import { terminal } from '../terminal.ts';

/** Whether anything that was asked for is written from the trace. */
export const needsTrace = (request: ScanRequest): boolean =>
  request.output.packetTrace ||
  request.output.verbosity > 0 ||
  request.output.files.some((file) => file.format === 'json' || file.format === 'mermaid');

/** Writes every report that was asked for; the normal one goes to the terminal unless another takes its place. */
export function writeOutputs(input: ReportInput): Result<void> {
  const { files } = input.report.request.output;
  for (const { format, path } of files) {
    const text = writeReport(format, input);
    if (path === '-') terminal.print(text.trimEnd());
    else {
      try {
        writeFileSync(path, text);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
        return complain(`${path} cannot be written (${code}).`);
      }
    }
  }
  if (!files.some((file) => file.path === '-')) terminal.print(writeReport('normal', input).trimEnd());
  return ok(undefined);
}
