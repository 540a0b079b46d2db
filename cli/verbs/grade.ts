import { writeFileSync } from 'node:fs';
import { printable } from '../../engine/base/printable.ts';
import { complain, ok, type Result } from '../../engine/base/result.ts';
import { COURSE, exerciseOf } from '../../lessons/course/index.ts';
import { type GradedClass, gradeClass, type HandedIn } from '../../lessons/receipt/class.ts';
import { listed } from '../../lessons/receipt/flag.ts';
import { placesOf } from '../../lessons/receipt/replay.ts';
import { EXIT, type Exit } from '../exit.ts';
import { classCsv, misconceptionCsv } from '../grade/csv.ts';
import { readFolder } from '../grade/folder.ts';
import { classJson } from '../grade/report.ts';
import { summary } from '../grade/summary.ts';
import { timeLeft } from '../progress.ts';
import { terminal } from '../terminal.ts';

/** Files that are left out and named; more are counted. */
const MOST_NAMED = 5;

export interface GradeOptions {
  /** The word that the teacher gave to the class. */
  readonly salt?: string;
  /** Where the CSV goes; `-`, and none at all, is stdout. */
  readonly csv?: string;
  readonly json?: boolean;
  /** Where the counts of misconceptions go, as CSV. */
  readonly misconceptions?: string;
}

export async function grade(path: string, own: GradeOptions): Promise<Exit> {
  const folder = readFolder(path);
  if (!folder.ok) {
    terminal.note([folder.error.message, folder.error.remedy ?? ''].join('\n').trimEnd());
    return EXIT.usage;
  }
  const { handedIn, leftOut } = folder.value;
  if (leftOut.length > 0)
    terminal.note(`Left out, since they are no *.json files: ${listed(leftOut.map(printable), MOST_NAMED)}.`);
  const graded = gradeClass(handedIn, {
    course: COURSE,
    beside: exerciseOf,
    ...(own.salt === undefined ? {} : { salt: own.salt }),
    onAttempt: watched(handedIn),
  });
  terminal.progress('');
  const written = tell(graded, own);
  if (!written.ok) {
    terminal.note(written.error.message);
    return EXIT.usage;
  }
  terminal.note(summary(graded));
  return [...graded.rows, ...graded.leftOut].every(({ isValid }) => isValid) ? EXIT.done : EXIT.no;
}

function tell(graded: GradedClass, { csv, json, misconceptions }: GradeOptions): Result<void> {
  if (json === true) terminal.print(classJson(graded));
  const table = csv ?? (json === true ? undefined : '-');
  const written = table === undefined ? ok(undefined) : write(table, classCsv(graded, COURSE));
  if (!written.ok || misconceptions === undefined) return written;
  return write(misconceptions, misconceptionCsv(graded.misconceptions));
}

function write(path: string, text: string): Result<void> {
  if (path === '-') {
    terminal.print(text.trimEnd());
    return ok(undefined);
  }
  try {
    writeFileSync(path, text);
    return ok(undefined);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    return complain(`${path} cannot be written (${code}).`);
  }
}

/** Says how far it is, and for how long yet, as attempts are replayed. */
function watched(handedIn: readonly HandedIn[]): (file: string) => void {
  const receipts = handedIn.flatMap(({ read }) =>
    read.ok ? read.value : read.error.code === 'changed' ? read.error.receipt : [],
  );
  const total = receipts
    .flatMap(placesOf)
    .filter(({ lesson, exercise }) => exerciseOf(lesson, exercise) !== undefined)
    .reduce((sum, { tries }) => sum + tries.length, 0);
  const began = process.hrtime.bigint();
  let done = 0;
  return (file) => {
    done += 1;
    terminal.progress(
      `${printable(file)}: ${done} of ${total} attempts; about ${timeLeft(began, done, total)} left`,
    );
  };
}
