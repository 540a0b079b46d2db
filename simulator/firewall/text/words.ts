import type { Complaint } from '../../../engine/base/result.ts';

/** A word of a command, as a shell would split it, with the place of its first character. */
export interface Word {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** How many characters it takes in the text, quotes included. */
  readonly length: number;
}

/** The words of each command, empty lines and comments left out; or what is wrong with a line. */
export type Line = { readonly words: readonly Word[] } | { readonly complaint: Complaint };

/** Characters that would make a shell do something. Nothing here ever does: they are refused. */
const SHELL_ACTS: Readonly<Record<string, string>> = {
  $: 'would be expanded by a shell',
  '`': 'would run a command in a shell',
  ';': 'would end the command in a shell',
  '|': 'would be a pipe in a shell',
  '&': 'would be a job in a shell',
  '>': 'would write a file in a shell',
  '<': 'would read a file in a shell',
  '(': 'would begin a subshell',
  ')': 'would end a subshell',
};

/**
 * Splits text into commands and words: single and double quotes, backslash, comments, and lines continued by a
 * backslash at their end. It is not a shell: what a shell would act upon is a complaint. Within double quotes
 * of a command, `$` and the backtick are complaints too; iptables-save (`saved`) means them literally.
 */
export function splitLines(text: string, firstLine: number, saved = false): Line[] {
  const reader = new Reader(text, firstLine, saved);
  const lines: Line[] = [];
  while (!reader.done) {
    const line = reader.command();
    if ('complaint' in line || line.words.length > 0) lines.push(line);
  }
  return lines;
}

/** What parts words. Other kinds of space (form feed, no-break space) are characters like any other. */
const BLANK = /[ \t\r\n]/;

class Reader {
  private readonly text: string;
  private readonly saved: boolean;
  private at = 0;
  private line: number;
  private lineStart = 0;
  private complaint: Complaint | undefined;

  constructor(text: string, firstLine: number, saved: boolean) {
    this.text = text;
    this.line = firstLine;
    this.saved = saved;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  command(): Line {
    const words: Word[] = [];
    this.complaint = undefined;
    while (!this.done) {
      const character = this.peek();
      if (character === '\n') break;
      if (character === '#') this.skipComment();
      else if (character === ' ' || character === '\t' || character === '\r') this.at++;
      else if (!this.continuation()) words.push(this.word());
    }
    this.newline();
    return this.complaint ? { complaint: this.complaint } : { words };
  }

  private word(): Word {
    const { line, at: start } = this;
    const column = start - this.lineStart + 1;
    let text = '';
    while (!this.done && !BLANK.test(this.peek())) {
      const character = this.peek();
      if (character === "'") text += this.quoted(character);
      else if (character === '"') text += this.quoted(character);
      else if (this.continuation()) continue;
      else text += character === '\\' ? this.escaped() : this.plain(character);
    }
    return { text, line, column, length: Math.max(1, this.at - start) };
  }

  private plain(character: string): string {
    const acts = SHELL_ACTS[character];
    if (acts !== undefined)
      this.complain(
        `"${character}" ${acts}; rules are never given to one.`,
        'Write one command a line, and values as they are.',
      );
    else if (isControl(character))
      this.complain('A control character has no place in a rule.', 'Leave it out.');
    this.at++;
    return character;
  }

  private escaped(): string {
    this.at++;
    const character = this.done ? '' : this.peek();
    this.at++;
    return character;
  }

  private quoted(quote: string): string {
    const opening = this.at++;
    let text = '';
    while (!this.done && this.peek() !== quote && this.peek() !== '\n') {
      const character = this.peek();
      if (quote === '"' && character === '\\' && /["\\$`']/.test(this.text[this.at + 1] ?? ''))
        text += this.escaped();
      else if (quote === '"' && !this.saved && (character === '$' || character === '`'))
        text += this.plain(character);
      else if (isControl(character)) text += this.plain(character);
      else {
        text += character;
        this.at++;
      }
    }
    if (this.done || this.peek() === '\n') {
      this.complain(`The quote ${quote} is never closed on its line.`, 'Close it.', opening);
    } else this.at++;
    return text;
  }

  /** Steps over a backslash at the end of a line, which joins the next line to it. */
  private continuation(): boolean {
    const ending = /^\\\r?\n/.exec(this.text.slice(this.at, this.at + 3))?.[0];
    if (ending === undefined) return false;
    this.at += ending.length - 1;
    this.newline();
    return true;
  }

  private skipComment(): void {
    while (!this.done && this.peek() !== '\n') this.at++;
  }

  private newline(): void {
    this.at++;
    this.line++;
    this.lineStart = this.at;
  }

  private peek(): string {
    return this.text[this.at] ?? '';
  }

  private complain(message: string, remedy: string, at = this.at): void {
    this.complaint ??= { message, remedy, line: this.line, column: at - this.lineStart + 1, length: 1 };
  }
}

const isControl = (character: string): boolean => character < ' ' || character === '\x7f';
