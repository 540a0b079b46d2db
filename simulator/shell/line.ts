import { type Complaint, fail, ok, type Result } from '../../engine/base/result.ts';
import { splitLines, type Word } from '../firewall/index.ts';

/** A line as typed, understood as far as its words. */
export interface Line {
  /** A prompt before the command, which names a host: `target# iptables -L`. */
  readonly prompt?: { readonly host: string; readonly word: Word };
  /** The words of the command, `sudo` left out. */
  readonly words: readonly Word[];
}

/** `target#`, `scanner$`, also as a shell shows them: `student@target:~$`. */
const PROMPT = /^\s*(?:[A-Za-z0-9_.-]+@)?([A-Za-z0-9_.-]+)(?::[^\s#$]*)?[#$](?=\s|$)/;
const MOST_CHARACTERS = 4_096;
/** What makes a shell do more than run one program. */
const SHELL_SIGNS = /[$`;|&><()]/;

/** Splits a line into words. Columns count in the line as it was typed. */
export function readLine(line: string): Result<Line, Complaint> {
  if (line.length > MOST_CHARACTERS)
    return fail({ message: `A line here has at most ${MOST_CHARACTERS} characters.` });
  const shown = PROMPT.exec(line);
  const [prefix = '', host = ''] = shown ?? [];
  const { length } = prefix.trimStart();
  const column = prefix.length - length + 1;
  const lines = splitLines(' '.repeat(prefix.length) + line.slice(prefix.length), 1);
  const [first, second] = lines;
  if (first && 'complaint' in first) return fail(inShell(first.complaint, line));
  if (second) return fail({ message: 'A line holds one command.', remedy: 'Type them one after the other.' });
  const words = first?.words ?? [];
  return ok({
    ...(shown && { prompt: { host, word: { text: prefix.trimStart(), line: 1, column, length } } }),
    words: words[0]?.text === 'sudo' ? words.slice(1) : words,
  });
}

/** The firewall's words about signs of a shell speak of rules; here a command is typed. */
function inShell(complaint: Complaint, line: string): Complaint {
  const sign = line[(complaint.column ?? 0) - 1] ?? '';
  if (!SHELL_SIGNS.test(sign)) return complaint;
  const message = `"${sign}" is for a shell, and this is none: no pipes, redirections, jobs or variables.`;
  return { ...complaint, message, remedy: 'Type one command with its options.' };
}
