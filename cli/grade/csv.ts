import { stringify } from 'csv-stringify/sync';
import { printable } from '../../engine/base/printable.ts';
import type { Lesson } from '../../lessons/lesson.ts';
import { cardTitle } from '../../lessons/misconceptions/titles.ts';
import type { Account, Failure } from '../../lessons/receipt/account.ts';
import type { ClassCount, GradedClass, GradedFile } from '../../lessons/receipt/class.ts';
import { percent } from '../../lessons/receipt/flag.ts';

type Cell = string | number;

/** As many as a teacher reads in a cell. */
const MOST = { misconceptions: 3, failures: 5 };

/** One row a learner; scores in percent. */
export function classCsv({ rows }: GradedClass, course: readonly Lesson[]): string {
  const columns = columnsFor(course);
  return csv([
    columns.map(([title]) => title),
    ...rows.map((row) => columns.map(([, cell]) => cell(row, row.account))),
  ]);
}

type Column = readonly [title: string, cell: (row: GradedFile, account: Account | undefined) => Cell];

const columnsFor = (course: readonly Lesson[]): readonly Column[] => [
  ['learner', ({ receipt }) => receipt?.learner ?? ''],
  ['file', ({ file }) => file],
  ['valid', ({ isValid }) => (isValid ? 'yes' : 'no')],
  ['flags', ({ flags }) => flags.map(({ says }) => says).join('; ')],
  ['lessons complete', (_, account) => account?.complete ?? ''],
  ['score', (_, account) => share(account?.score)],
  ...course.map(({ slug }): Column => [slug, (_, account) => share(lessonScore(account, slug))]),
  ['attempts', (_, account) => account?.attempts ?? ''],
  ['hints', (_, account) => account?.hints ?? ''],
  ['solutions', (_, account) => account?.solutions ?? ''],
  ['before', (_, account) => share(account?.before)],
  ['after', (_, account) => share(account?.after)],
  ['misconceptions', (_, account) => misconceptions(account)],
  ['failures', (_, account) => failures(account?.failures ?? [])],
];

const lessonScore = (account: Account | undefined, slug: string): number | undefined =>
  account?.lessons.find((lesson) => lesson.slug === slug)?.score;

const share = (score: number | undefined): Cell => (score === undefined ? '' : percent(score));

const misconceptions = (account: Account | undefined): string =>
  (account?.misconceptions ?? [])
    .slice(0, MOST.misconceptions)
    .map(({ id, times }) => `${id} (${times})`)
    .join('; ');

function failures(all: readonly Failure[]): string {
  const told = all.slice(0, MOST.failures).map(({ lesson, exercise, says, passedLater }) => {
    return `${lesson}/${exercise}: ${says}${passedLater ? ' (passed later)' : ''}`;
  });
  const more = all.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** How many learners of the class met each misconception. */
export const misconceptionCsv = (counts: readonly ClassCount[]): string =>
  csv([
    ['misconception', 'claim', 'learners', 'times'],
    ...counts.map(({ id, learners, times }) => [id, cardTitle(id), learners, times]),
  ]);

const csv = (rows: readonly (readonly Cell[])[]): string => stringify(rows.map((row) => row.map(safeCell)));

/**
 * A cell with text from outside. A spreadsheet takes what begins with one of these signs for a formula, also behind a
 * semicolon where that parts the cells; an apostrophe before it makes it text (OWASP, CSV Injection). Control
 * characters are shown, line ends among them: a row stays a line.
 */
function safeCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  return cell.replace(/\p{Cc}/gu, printable).replace(/(^|;)(?=\s*[=+\-@＝＋－＠])/gu, "$1'");
}
