import type { Result } from '../../engine/base/result.ts';
import type { Exercise, Lesson } from '../lesson.ts';
import { MISCONCEPTION_IDS, type MisconceptionId } from '../misconceptions/ids.ts';
import { type Account, accountOf } from './account.ts';
import { equalFlags, type Filed } from './equal.ts';
import {
  type Flag,
  flagOfComplaint,
  flagOfUnknown,
  flagOfWord,
  flagsOfReplay,
  isInvalid,
  listed,
} from './flag.ts';
import type { Receipt, ReceiptComplaint } from './receipt.ts';
import { replay } from './replay.ts';

/** A file that was handed in, and what it was read as. */
export interface HandedIn {
  readonly file: string;
  readonly read: Result<Receipt, ReceiptComplaint>;
}

/** A file, and what the engine makes of it. */
export interface GradedFile {
  readonly file: string;
  readonly isValid: boolean;
  readonly flags: readonly Flag[];
  /** Absent where the file cannot be read. */
  readonly receipt?: Receipt;
  readonly account?: Account;
}

export interface GradedClass {
  /** One a learner; and one for each file that cannot be read or names nobody. */
  readonly rows: readonly GradedFile[];
  /** Earlier receipts of learners who handed in several. */
  readonly leftOut: readonly GradedFile[];
  readonly misconceptions: readonly ClassCount[];
  /** The words that receipts were made with. */
  readonly words: readonly string[];
}

export interface ClassCount {
  readonly id: MisconceptionId;
  /** How many learners met it, and how often all together. */
  readonly learners: number;
  readonly times: number;
}

export interface Grading {
  readonly course: readonly Lesson[];
  /** Exercises that belong to no lesson, such as those of practice. */
  readonly beside?: (lesson: string, exercise: string) => Exercise | undefined;
  /** The teacher's word, if it is to be looked at. */
  readonly salt?: string;
  /** Told of the file after each attempt that was replayed. */
  readonly onAttempt?: (file: string) => void;
}

export function gradeClass(handedIn: readonly HandedIn[], grading: Grading): GradedClass {
  const graded = handedIn.map((one) => gradeFile(one, grading));
  const latest = new Map<string, GradedFile>();
  for (const one of graded) {
    const other = latest.get(whose(one));
    if (other === undefined || isLater(one, other)) latest.set(whose(one), one);
  }
  const isKept = (one: GradedFile): boolean => latest.get(whose(one)) === one;
  const kept = graded.filter(isKept);
  const leftOut = graded.filter((one) => !isKept(one));
  const equal = equalFlags(kept.flatMap(filed));
  const rows = kept.map((row) => {
    const earlier = leftOut.filter((one) => whose(one) === whose(row));
    const flags = [...row.flags, ...(equal.get(row.file) ?? []), ...flagOfSeveral(earlier)];
    return { ...row, flags };
  });
  return {
    rows,
    leftOut,
    misconceptions: countedIn(rows),
    words: [...new Set(graded.flatMap(({ receipt }) => receipt?.salt ?? []))].sort(),
  };
}

function gradeFile({ file, read }: HandedIn, { course, beside, salt, onAttempt }: Grading): GradedFile {
  const complaints = read.ok ? [] : [flagOfComplaint(read.error)];
  const receipt = read.ok ? read.value : read.error.code === 'changed' ? read.error.receipt : undefined;
  if (receipt === undefined) return { file, isValid: false, flags: complaints };
  const exerciseOf = (lesson: string, id: string): Exercise | undefined =>
    course.find(({ slug }) => slug === lesson)?.exercises.find((exercise) => exercise.id === id) ??
    beside?.(lesson, id);
  const replayed = replay(receipt, { exerciseOf, onAttempt: () => onAttempt?.(file) });
  const flags = [
    ...complaints,
    ...flagsOfReplay(replayed.attempts),
    ...flagOfWord(receipt.salt, salt),
    ...flagOfUnknown(replayed.unknown),
  ];
  const account = accountOf(receipt, replayed, course);
  return { file, isValid: !isInvalid(flags), flags, receipt, account };
}

/** Files that name nobody are each somebody's own. */
const whose = ({ file, receipt }: GradedFile): string =>
  receipt === undefined || receipt.learner === '' ? `file ${file}` : `learner ${receipt.learner}`;

/** Times in ISO 8601 with a Z sort as texts. */
const isLater = (one: GradedFile, other: GradedFile): boolean =>
  (one.receipt?.made ?? '') > (other.receipt?.made ?? '');

const filed = ({ file, receipt }: GradedFile): readonly Filed[] =>
  receipt === undefined ? [] : [{ file, receipt }];

function flagOfSeveral(earlier: readonly GradedFile[]): Flag[] {
  if (earlier.length === 0) return [];
  const files = earlier.map(({ file, flags, isValid }) =>
    isValid ? file : `${file} (${flags.map(({ says }) => says).join('; ')})`,
  );
  return [
    {
      kind: 'several',
      says: `the latest of ${earlier.length + 1} receipts by this name; left out: ${listed(files)}`,
    },
  ];
}

function countedIn(rows: readonly GradedFile[]): ClassCount[] {
  return MISCONCEPTION_IDS.map((id) => {
    const counts = rows.flatMap(
      ({ account }) => account?.misconceptions.filter((met) => met.id === id) ?? [],
    );
    return { id, learners: counts.length, times: counts.reduce((sum, { times }) => sum + times, 0) };
  })
    .filter(({ learners }) => learners > 0)
    .sort((a, b) => b.learners - a.learners || b.times - a.times);
}
