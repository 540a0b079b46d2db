import { readFileSync } from 'node:fs';
import { type Complaint, complain, fail, type Result } from '../engine/base/result.ts';
import { type Lab, loadLab } from '../simulator/lab/index.ts';

/** Reads and checks a lab file. Complaints name their line and column in it. */
export function readLab(path: string): Result<Lab, readonly Complaint[]> {
  const text = readText(path);
  return text.ok ? loadLab(text.value) : fail([text.error]);
}

export function readText(path: string): Result<string> {
  try {
    return { ok: true, value: readFileSync(path, 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    return complain(`cannot be read (${code}).`, { remedy: 'Check the path.' });
  }
}

/** `labs/x.yaml:12:7: message. remedy` for each complaint. */
export function complaintLines(path: string, complaints: readonly Complaint[]): string {
  return complaints
    .map(({ message, remedy, line, column }) => {
      const place = [path, line, column].filter((part) => part !== undefined).join(':');
      return `${place}: ${message}${remedy === undefined ? '' : `\n  ${remedy}`}`;
    })
    .join('\n');
}
