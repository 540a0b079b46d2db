import type { Complaint } from '../../../engine/base/result.ts';
import type { Word } from './words.ts';

const NO_WORD: Word = { text: '', line: 0, column: 0, length: 0 };

/** The words of one command, taken one after the other. Once refused, it has no more words. */
export class Cursor {
  private readonly words: readonly Word[];
  private at = 0;
  /** What is wrong with the command; the first complaint counts. */
  complaint: Complaint | undefined;

  constructor(words: readonly Word[]) {
    this.words = words;
  }

  get done(): boolean {
    return this.complaint !== undefined || this.at >= this.words.length;
  }

  peek(): Word | undefined {
    return this.done ? undefined : this.words[this.at];
  }

  take(): Word {
    if (this.done) return NO_WORD;
    return this.words[this.at++] ?? NO_WORD;
  }

  /** The next word, as the value of `option`; undefined, and the command refused, where there is none. */
  value(option: Word, what: string): Word | undefined {
    if (this.done) return this.refuse(`${option.text} needs ${what} after it.`, undefined, option);
    return this.take();
  }

  /** Refuses the command. The default place is the word taken last. Gives undefined, to be returned at once. */
  refuse(message: string, remedy?: string, word: Word | undefined = this.words[this.at - 1]): undefined {
    const { line, column, length } = word ?? this.words[0] ?? NO_WORD;
    this.complaint ??= { message, ...(remedy === undefined ? {} : { remedy }), line, column, length };
    return undefined;
  }
}
