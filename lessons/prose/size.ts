import type { Lesson } from './blocks.ts';
import { gradeOf, wordsIn } from './grade.ts';
import type { Problem } from './problem.ts';
import { proseSentences } from './sentences.ts';

/** The years of school that a lesson may ask for. */
export const MAX_GRADE = 9;
/** With its exercises a lesson of so many words takes 12 to 20 minutes. */
export const WORDS = { least: 700, most: 2600 };
const WORST = 3;

/** A lesson that reads too hard, with the sentences to begin with. */
export function gradeProblems(lesson: Lesson): Problem[] {
  const sentences = proseSentences(lesson);
  const grade = gradeOf(sentences.map(({ words }) => words));
  if (grade <= MAX_GRADE) return [];
  return sentences
    .map(({ text, words, line }) => ({ text, line, own: gradeOf([words]) }))
    .sort((a, b) => b.own - a.own)
    .slice(0, WORST)
    .map(({ text, line, own }) => ({
      path: lesson.path,
      line,
      what: `reading grade ${grade.toFixed(1)}, at most ${MAX_GRADE}; this sentence ${own.toFixed(1)}`,
      words: text,
    }));
}

export function lengthProblems(lesson: Lesson): Problem[] {
  const count = lesson.blocks.reduce((sum, { words }) => sum + wordsIn(words).length, 0);
  if (count >= WORDS.least && count <= WORDS.most) return [];
  return [
    { path: lesson.path, line: 1, what: `words, not ${WORDS.least} to ${WORDS.most}`, words: String(count) },
  ];
}
