import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { LabFailure } from './failure.ts';
import { bootId, isAlive } from './process-facts.ts';
import { stateFolder } from './state-folder.ts';

/** What is written down of a lab, before any of it is made and again when it stands. */
export interface JournalEntry {
  readonly format: 1;
  readonly lab: string;
  /** The holder, as seen from outside its namespaces; absent while the lab is being built. */
  readonly holder?: { readonly pid: number; readonly startTime: number; readonly bootId: string };
  readonly userNamespace: boolean;
  /** Of the plan that was built. */
  readonly planHash: string;
  readonly hosts: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** Written whole, synced, and put in place in one step: a record is there and right, or not there. */
export function writeEntry(entry: JournalEntry): void {
  const path = pathOf(entry.lab);
  const draft = `${path}.${process.pid}`;
  try {
    const file = openSync(draft, 'w', 0o600);
    try {
      writeSync(file, `${JSON.stringify(entry, null, 2)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new LabFailure(
      `The lab is not built, since it could not be written down: ${(error as Error).message}`,
      'Make room for a small file, or set XDG_RUNTIME_DIR to a folder that can be written.',
    );
  }
}

export function readEntry(lab: string): JournalEntry | undefined {
  try {
    const entry = JSON.parse(readFileSync(pathOf(lab), 'utf8')) as JournalEntry;
    return entry.format === 1 && entry.lab === lab ? entry : undefined;
  } catch {
    return undefined;
  }
}

export const removeEntry = (lab: string): void => rmSync(pathOf(lab), { force: true });

export const entries = (): readonly JournalEntry[] =>
  readdirSync(stateFolder())
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => readEntry(name.slice(0, -'.json'.length)) ?? []);

/** Whether the very process that was written down still lives, not another that has its number now. */
export const isUp = ({ holder }: JournalEntry): boolean =>
  holder !== undefined && holder.bootId === bootId() && isAlive(holder.pid, holder.startTime);

const pathOf = (lab: string): string => join(stateFolder(), `${lab}.json`);
