import type { Block, Lesson } from './blocks.ts';

export interface Sentence {
  /** With code as it stands. */
  readonly text: string;
  /** With code and what is computed as `COMPUTED`. */
  readonly words: string;
  readonly line: number;
}

/** Up to a full stop or the like, or the end of the block; `1.8.9` and `10.0.0.1` hold no sentence's end. */
const SENTENCE = /[^\s][\s\S]*?(?:[.?!]["'”’)]*(?=\s|$)|$)/g;

export function sentencesOf({ text, words, lineAt }: Block): Sentence[] {
  return [...words.matchAll(SENTENCE)].map((match) => ({
    text: text.slice(match.index, match.index + match[0].length),
    words: match[0],
    line: lineAt(match.index),
  }));
}

/** The sentences of a lesson, without its headings. */
export const proseSentences = ({ blocks }: Lesson): Sentence[] =>
  blocks.filter(({ kind }) => kind === 'prose').flatMap(sentencesOf);
