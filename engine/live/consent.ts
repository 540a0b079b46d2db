import { createHash } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { complain, ok, type Result } from '../base/result.ts';
import { formatCidr } from '../packet/index.ts';
import type { ScopeFile } from './scope-file.ts';

/** One line of the consent record: who agreed to what, chained to the line before. */
export interface ConsentEntry {
  readonly what: 'granted' | 'revoked';
  readonly time: string;
  readonly user: string;
  readonly host: string;
  /** `sha256:...` of the scope file. */
  readonly file: string;
  readonly networks: readonly string[];
  readonly statement: number;
  readonly expires: string;
  /** Hash of the line before; of nothing for the first. */
  readonly previous: string;
}

/** Number of the text that a user agrees to; a new text needs new consent. */
export const STATEMENT_VERSION = 1;

/** Consent by typing the networks back: all of them, in any order, separated by spaces or commas. */
export function typedBack(file: ScopeFile, typed: string): boolean {
  const words = typed.split(/[\s,]+/).filter((word) => word !== '');
  const wanted = file.networks.map(formatCidr);
  return words.length === wanted.length && wanted.every((network) => words.includes(network));
}

/** Consent without a terminal: the hash of the very file, `--consent sha256:...`. */
export const namedByHash = (file: ScopeFile, hash: string): boolean => hash === file.hash;

/** Adds a line to the record at `path` (made with mode 0600). A broken chain is not continued. */
export function recordConsent(
  path: string,
  file: ScopeFile,
  nowMs: number,
  what: ConsentEntry['what'] = 'granted',
): Result<void> {
  const lines = readLines(path);
  const entries = readEntries(lines);
  if (!entries.ok) return entries;
  const entry: ConsentEntry = {
    what,
    time: new Date(nowMs).toISOString(),
    user: userInfo().username,
    host: hostname(),
    file: file.hash,
    networks: file.networks.map(formatCidr),
    statement: STATEMENT_VERSION,
    expires: new Date(file.validUntil).toISOString(),
    previous: hashOf(lines.at(-1) ?? ''),
  };
  const handle = openSync(path, 'a', 0o600);
  try {
    // An existing file keeps its mode on open.
    chmodSync(path, 0o600);
    writeSync(handle, `${JSON.stringify(entry)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return ok(undefined);
}

/** Whether the record holds consent for this very file, by this user on this machine, not expired or revoked. */
export function checkConsent(path: string, file: ScopeFile, nowMs: number): Result<ConsentEntry> {
  const entries = readEntries(readLines(path));
  if (!entries.ok) return entries;
  const last = entries.value.at(-1);
  if (last !== undefined && Date.parse(last.time) > nowMs)
    return complain('The clock is behind the consent record.', { remedy: 'Set the clock.' });
  const entry = entries.value.findLast(
    (one) => one.file === file.hash && one.host === hostname() && one.user === userInfo().username,
  );
  if (entry === undefined || entry.what === 'revoked' || entry.statement !== STATEMENT_VERSION)
    return complain('There is no consent for this scope file yet.', {
      remedy: `Type its networks back when asked, or pass --consent ${file.hash}.`,
    });
  if (Date.parse(entry.expires) < nowMs) return complain('The consent for this scope file has expired.');
  return ok(entry);
}

const hashOf = (line: string): string => `sha256:${createHash('sha256').update(line).digest('hex')}`;

const readLines = (path: string): string[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];

function readEntries(lines: readonly string[]): Result<readonly ConsentEntry[]> {
  const entries: ConsentEntry[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = readEntry(line);
    if (entry?.previous !== hashOf(lines[index - 1] ?? ''))
      return complain(`The consent record was changed at line ${index + 1}.`, {
        line: index + 1,
        remedy: 'Move it away; every scope file then needs consent anew.',
      });
    entries.push(entry);
  }
  return ok(entries);
}

function readEntry(line: string): ConsentEntry | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    const isEntry = typeof entry === 'object' && entry !== null && 'previous' in entry && 'file' in entry;
    return isEntry ? (entry as ConsentEntry) : undefined;
  } catch {
    return undefined;
  }
}
