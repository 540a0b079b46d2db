import type { Lesson } from '../prose/blocks.ts';
import { finder, languageOf } from './finder.mjs';

/** The ids of the words that a lesson's prose uses, headings and code aside, in order of first use. */
export function termsIn({ path, blocks }: Lesson): string[] {
  const { find } = finder(languageOf(path));
  const prose = blocks.filter(({ kind }) => kind === 'prose');
  return [...new Set(prose.flatMap(({ words }) => find(words).map(({ id }) => id)))];
}
