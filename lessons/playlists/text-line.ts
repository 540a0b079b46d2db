import type { Complaint } from '../../engine/base/result.ts';

/** A line of a text file. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly raw: string;
  /** Without blanks at its ends. */
  readonly text: string;
  /** Where `text` begins, counted from 1. */
  readonly column: number;
}

/** Whatever editor it comes from: its line ends, and the mark that some put before everything. */
export const linesOf = (text: string): Line[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((raw, index) => ({
      number: index + 1,
      raw,
      text: raw.trim(),
      column: raw.length - raw.trimStart().length + 1,
    }));

/** A word of a line, and where it stands. */
export interface Word {
  readonly text: string;
  readonly column: number;
}

export const wordsIn = (line: Line): Word[] =>
  [...line.text.matchAll(/[^\s,]+/g)].map((match) => ({
    text: match[0],
    column: line.column + match.index,
  }));

/** What is wrong with a line, or with a word of it. */
export const wrongAt = (line: Line, message: string, remedy: string, word?: Word): Complaint => ({
  message,
  remedy,
  line: line.number,
  column: word?.column ?? line.column,
  length: Math.max(1, (word ?? line).text.length),
});
