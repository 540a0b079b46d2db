import { printable } from '../../engine/base/printable.ts';
import { cardTitle } from '../../lessons/misconceptions/titles.ts';
import type { GradedClass, GradedFile } from '../../lessons/receipt/class.ts';

/** The class in a few lines, for people. */
export function summary({ rows, leftOut, misconceptions, words }: GradedClass): string {
  const invalid = [...rows, ...leftOut].filter(({ isValid }) => !isValid).length;
  const files = rows.length + leftOut.length;
  return [
    `${counted(files, 'file')}, ${counted(rows.length, 'row')}; ${invalid === 0 ? 'all valid' : `not valid: ${invalid}`}.`,
    ...rows.filter(({ flags }) => flags.length > 0).map(flagged),
    ...(words.length > 1
      ? [`Made with different words: ${words.map((word) => printable(`"${word}"`)).join(', ')}.`]
      : []),
    ...(misconceptions.length === 0 ? [] : ['Misconceptions, by how many learners met them:']),
    ...misconceptions.map(({ id, learners }) => `${String(learners).padStart(5)}  ${id}: ${cardTitle(id)}`),
  ].join('\n');
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Names and words are from outside: a line end in one would make a line of its own. */
function flagged({ file, receipt, flags }: GradedFile): string {
  const name = receipt === undefined || receipt.learner === '' ? '' : ` (${receipt.learner})`;
  return `  ${printable(`${file}${name}: ${flags.map(({ says }) => says).join('; ')}`)}`;
}
