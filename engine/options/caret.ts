import { printable } from '../base/printable.ts';
import type { ArgumentComplaint } from './complaint.ts';

/**
 * The command line and a caret under what the complaint means, in two lines:
 *
 *     -sS -p 80-70 target
 *            ^^^^^
 */
export function caret(args: readonly string[], complaint: ArgumentComplaint): string {
  const shown = args.map(shownArgument);
  const before = shown.slice(0, complaint.argument).reduce((width, { text }) => width + text.length + 1, 0);
  const meant = shown[complaint.argument];
  const source = args[complaint.argument] ?? '';
  const from = Math.min((complaint.column ?? 1) - 1, source.length);
  const until =
    complaint.length === undefined ? source.length : Math.min(from + complaint.length, source.length);
  const start = before + (meant?.quoted ? 1 : 0) + printable(source.slice(0, from)).length;
  const width = Math.max(1, printable(source.slice(from, until)).length);
  return `${shown.map(({ text }) => text).join(' ')}\n${' '.repeat(start)}${'^'.repeat(width)}`;
}

/** The complaint as a command prints it: the command line, the caret, what is wrong, and what to do. */
export function complaintText(args: readonly string[], complaint: ArgumentComplaint): string {
  const lines = [caret(args, complaint), complaint.message, complaint.remedy];
  return lines.filter((line) => line !== undefined).join('\n');
}

/** As one would type it, with quotes where a shell needs them. */
function shownArgument(argument: string): { readonly text: string; readonly quoted: boolean } {
  const safe = printable(argument);
  const quoted = safe === '' || /[\s"'*?[\]]/.test(safe);
  return { text: quoted ? `'${safe}'` : safe, quoted };
}
