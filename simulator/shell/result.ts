import { type Complaint, fail, ok, type Result } from '../../engine/base/result.ts';
import type { Word } from '../firewall/index.ts';
import type { HostSpec, Lab } from '../lab/index.ts';
import type { World } from '../network/index.ts';

/** Where a line is typed. */
export interface ShellSetting {
  readonly lab: Lab;
  /** The text of the lab file from which `lab` was loaded. */
  readonly labText: string;
  /** The lab come to life: its counters, sockets and flows are shown, and ping moves its time on. */
  readonly world: World;
  /** The name of the host on which the line is typed. */
  readonly host: string;
}

/** What a line has done. */
export type ShellResult =
  /** A tool has run. Its output is plain text, each line ended by a line feed. */
  | {
      readonly kind: 'output';
      readonly stdout: string;
      readonly stderr: string;
      /** As the real tool exits. */
      readonly status: number;
      /** Where the output is less than the real tool's, one sentence each. */
      readonly notes: readonly string[];
    }
  /** Rules have changed: the whole lab file with the change in it. The world is to be built anew from it. */
  | { readonly kind: 'lab'; readonly text: string; readonly notes: readonly string[] }
  /** The next lines are typed on another host. */
  | { readonly kind: 'host'; readonly name: string }
  /** The line was not understood, and nothing was done. */
  | { readonly kind: 'complaint'; readonly words: readonly string[]; readonly complaint: LineComplaint };

/**
 * A complaint about a line: `argument` is the index of the word that is meant, in the result's `words`; `column` and
 * `length` are inside that word. This is the form that the caret of engine/options takes.
 */
export type LineComplaint = Complaint & { readonly argument: number };

/** A command of a line, its words split. */
export interface Call {
  readonly setting: ShellSetting;
  /** The host on which it runs: a prompt before the command may name another than the setting's. */
  readonly host: HostSpec;
  readonly program: Word;
  /** The words behind the program's name. */
  readonly words: readonly Word[];
  /** The whole line; columns of words count in it, from 1. */
  readonly line: string;
}

/** What a command gives back. A complaint's column counts in the line. */
export type Outcome = Result<Exclude<ShellResult, { readonly kind: 'complaint' }>>;

interface Output {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
  readonly notes?: readonly string[];
}

export const output = ({ stdout = '', stderr = '', status = 0, notes = [] }: Output): Outcome =>
  ok({ kind: 'output', stdout, stderr, status, notes });

/** A complaint about a word of the line. */
export const blame = ({ column, length }: Word, message: string, remedy?: string) =>
  fail<Complaint>({ message, ...(remedy !== undefined && { remedy }), column, length });

/** Lines of output, each ended. */
export const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
