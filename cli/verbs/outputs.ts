import { closeSync, openSync, writeSync } from 'node:fs';
import { complain, ok, type Result } from '../../engine/base/result.ts';
import { interactiveLines, REPORT_LINES, type ReportInput } from '../../engine/report/index.ts';
import { terminal } from '../terminal.ts';

/** A report may be larger than a string can be; it is written in pieces of about this many characters. */
const PIECE = 1 << 20;

/** Writes every report that was asked for; what nmap shows on a terminal, unless a report takes its place there. */
export function writeOutputs(input: ReportInput): Result<void> {
  const { files } = input.report.request.output;
  for (const { format, path } of files) {
    const lines = REPORT_LINES[format](input);
    if (path === '-') pieces(lines, (piece) => terminal.print(piece));
    else {
      const written = writeFile(path, lines);
      if (!written.ok) return written;
    }
  }
  if (!files.some((file) => file.path === '-'))
    pieces(interactiveLines(input), (piece) => terminal.print(piece));
  return ok(undefined);
}

function writeFile(path: string, lines: Iterable<string>): Result<void> {
  try {
    const file = openSync(path, 'w');
    try {
      pieces(lines, (piece) => writeSync(file, `${piece}\n`));
    } finally {
      closeSync(file);
    }
    return ok(undefined);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    return complain(`${path} cannot be written (${code}).`, {
      remedy: 'Check the folder and its permissions.',
    });
  }
}

function pieces(lines: Iterable<string>, write: (piece: string) => void): void {
  let piece: string[] = [];
  let size = 0;
  for (const line of lines) {
    piece.push(line);
    size += line.length + 1;
    if (size < PIECE) continue;
    write(piece.join('\n'));
    piece = [];
    size = 0;
  }
  if (piece.length > 0) write(piece.join('\n'));
}
