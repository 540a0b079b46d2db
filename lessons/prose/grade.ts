import { syllable } from 'syllable';

/** Letters with marks and apostrophes within; what is computed or code counts as one short word. */
const WORD = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\uFFFC+/gu;

/** A hyphen joins two words to a reader. */
export const wordsIn = (text: string): string[] => text.match(WORD) ?? [];

const syllablesOf = (word: string): number => Math.max(1, syllable(word));

/**
 * The years of school that a text asks for, after Kincaid et al. 1975 (US Navy, Research Branch Report 8-75):
 * 0.39 words a sentence + 11.8 syllables a word - 15.59.
 */
export function gradeOf(sentences: readonly string[]): number {
  const counted = sentences.map(wordsIn).filter((words) => words.length > 0);
  const words = counted.flat();
  if (words.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return (0.39 * words.length) / counted.length + (11.8 * syllables) / words.length - 15.59;
}
