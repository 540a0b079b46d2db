import { finder, languageOf } from '../glossary/finder.mjs';
import type { Lesson } from './blocks.ts';
import type { Problem } from './problem.ts';
import { WATCHED } from './watched.data.ts';

/** Two capitals or more: TCP, SYN-ACK, FIN-WAIT-1, ECONNREFUSED. */
const CAPITALS =
  /(?<![\p{L}\p{N}])(?=[\p{Lu}\p{N}-]*\p{Lu}[\p{N}-]*\p{Lu})\p{Lu}[\p{Lu}\p{N}]*(?:-[\p{Lu}\p{N}]+)*s?(?![\p{L}\p{N}])/gu;
/** Known to everybody. */
const PLAIN = new Set(['OK', 'PC', 'PCs', 'USB']);

/** Words that a newcomer cannot know and that no entry of the glossary explains. */
export function termProblems({ path, blocks }: Lesson): Problem[] {
  const language = languageOf(path);
  const { find } = finder(language);
  const watched = language === 'en' ? [CAPITALS, WATCHED] : [CAPITALS];
  return blocks.flatMap(({ words, lineAt }) => {
    const known = find(words);
    const isKnown = (from: number, to: number): boolean =>
      known.some(({ index, length }) => index < to && from < index + length);
    return watched
      .flatMap((pattern) => [...words.matchAll(pattern)])
      .filter(([word]) => !PLAIN.has(word))
      .filter(({ 0: word, index }) => !isKnown(index, index + word.length))
      .map(({ 0: word, index }) => ({
        path,
        line: lineAt(index),
        what: 'the glossary has no entry for',
        words: word,
      }));
  });
}
