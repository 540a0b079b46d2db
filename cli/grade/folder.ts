import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { complain, ok, type Result } from '../../engine/base/result.ts';
import type { HandedIn } from '../../lessons/receipt/class.ts';
import { RECEIPT_LIMIT, readReceipt, receiptText } from '../../lessons/receipt/receipt.ts';

/** More learners than any course has. */
const MOST_FILES = 2_000;
/** A character takes at most three bytes of UTF-8 for each unit of its length. */
const MOST_BYTES = 3 * RECEIPT_LIMIT;

/** The receipts in a folder, and the names of what was left out. */
export interface Folder {
  readonly handedIn: readonly HandedIn[];
  readonly leftOut: readonly string[];
}

/** Reads each *.json of a folder. Folders in it, links, pipes and files of other kinds are left out. */
export function readFolder(path: string): Result<Folder> {
  const names = namesIn(path);
  if (!names.ok) return names;
  const { files, leftOut } = names.value;
  if (files.length === 0)
    return complain(`${path} holds no receipts: no file whose name ends with .json.`, {
      remedy: 'Put the files that the learners saved into one folder, and name it.',
    });
  if (files.length > MOST_FILES)
    return complain(`${path} holds ${files.length} files; at most ${MOST_FILES} are graded at once.`, {
      remedy: 'Grade one class after the other.',
    });
  return ok({ handedIn: files.map((file) => ({ file, read: readFile(join(path, file)) })), leftOut });
}

function namesIn(path: string): Result<{ files: readonly string[]; leftOut: readonly string[] }> {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    const isReceipt = (entry: (typeof entries)[number]): boolean =>
      entry.isFile() && /\.json$/i.test(entry.name);
    const names = (wanted: boolean): string[] =>
      entries
        .filter((entry) => isReceipt(entry) === wanted)
        .map(({ name }) => name)
        .sort();
    return ok({ files: names(true), leftOut: names(false) });
  } catch (error) {
    const remedy = 'Name the folder that holds the receipts.';
    if (codeOf(error) === 'ENOTDIR') return complain(`${path} is a file, not a folder.`, { remedy });
    return complain(`${path} cannot be read (${codeOf(error)}).`, { remedy });
  }
}

function readFile(path: string): HandedIn['read'] {
  const bytes = bytesOf(path);
  if (!bytes.ok) return { ok: false, error: { ...bytes.error, code: 'broken' } };
  const text = receiptText(bytes.value);
  return text.ok ? readReceipt(text.value) : text;
}

function bytesOf(path: string): Result<Uint8Array> {
  try {
    // What was a file may be a link or a pipe by now.
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const state = fstatSync(file);
      if (!state.isFile()) return complain('It is no file.');
      if (state.size > MOST_BYTES)
        return complain(`The file has ${state.size} bytes; a receipt has at most ${MOST_BYTES}.`);
      return ok(readFileSync(file));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return complain(`It cannot be opened (${codeOf(error)}).`);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'error';
