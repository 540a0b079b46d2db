import { counts, type Lesson } from '../lesson.ts';
import type { MisconceptionId } from '../misconceptions/ids.ts';
import { type LessonProgress, lessonProgress } from './progress.ts';
import type { Attempt, LearningRecord } from './record.ts';
import type { Replay, ReplayedAttempt } from './replay.ts';

/** What one learner has reached, counted from the replay and not from what the receipt claims. */
export interface Account {
  /** The lessons that were begun, in the order of the course. */
  readonly lessons: readonly ({ readonly slug: string } & LessonProgress)[];
  readonly complete: number;
  /** 0 to 1: the mean over the lessons that were begun. */
  readonly score: number;
  readonly attempts: number;
  /** Hints read, as the receipt claims: no replay can tell. */
  readonly hints: number;
  /** Sets of numbers whose solution was shown, as the receipt claims. */
  readonly solutions: number;
  /** The share of right answers to the same questions before and after the lessons; absent where nobody asked. */
  readonly before?: number;
  readonly after?: number;
  /** The most frequent first. */
  readonly misconceptions: readonly MisconceptionCount[];
  /** Exercises that count and have a failed attempt; those that were never passed first. */
  readonly failures: readonly Failure[];
}

export interface MisconceptionCount {
  readonly id: MisconceptionId;
  readonly times: number;
}

export interface Failure {
  readonly lesson: string;
  readonly exercise: string;
  /** Failed attempts. */
  readonly times: number;
  /** Why the first of them failed. */
  readonly says: string;
  readonly passedLater: boolean;
}

export function accountOf(record: LearningRecord, { attempts }: Replay, course: readonly Lesson[]): Account {
  const proven = provenRecord(record, attempts);
  const lessons = course
    .filter(({ slug }) => attempts.some(({ lesson }) => lesson === slug))
    .map((lesson) => ({ slug: lesson.slug, ...lessonProgress(proven, lesson) }));
  const before = mean(lessons.flatMap((lesson) => lesson.before ?? []));
  const after = mean(lessons.flatMap((lesson) => lesson.after ?? []));
  return {
    lessons,
    complete: lessons.filter(({ isComplete }) => isComplete).length,
    score: mean(lessons.map(({ score }) => score)) ?? 0,
    attempts: attempts.length,
    hints: ofEachRound(attempts, ({ hints }) => hints),
    solutions: ofEachRound(attempts, ({ solutionShown }) => (solutionShown ? 1 : 0)),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    misconceptions: misconceptionsIn(attempts),
    failures: failuresIn(attempts, proven),
  };
}

const mean = (all: readonly number[]): number | undefined =>
  all.length === 0 ? undefined : all.reduce((sum, one) => sum + one, 0) / all.length;

/** The record with what the replay gave in the place of what was claimed, and without what is unknown. */
function provenRecord(record: LearningRecord, attempts: readonly ReplayedAttempt[]): LearningRecord {
  const lessons: Record<string, Record<string, Attempt[]>> = {};
  for (const { lesson, exercise, attempt, passed, score } of attempts) {
    lessons[lesson] ??= {};
    const exercises = lessons[lesson];
    exercises[exercise] ??= [];
    exercises[exercise].push({ ...attempt, passed, score });
  }
  return { ...record, lessons };
}

/** What was read stays read through the attempts of a round: its largest count, summed over all rounds. */
function ofEachRound(attempts: readonly ReplayedAttempt[], count: (attempt: Attempt) => number): number {
  const most = new Map<string, number>();
  for (const { lesson, exercise, attempt } of attempts) {
    const round = `${lesson}/${exercise}/${attempt.round}`;
    most.set(round, Math.max(most.get(round) ?? 0, count(attempt)));
  }
  return [...most.values()].reduce((sum, one) => sum + one, 0);
}

function misconceptionsIn(attempts: readonly ReplayedAttempt[]): MisconceptionCount[] {
  const met = new Map<MisconceptionId, number>();
  for (const { misconception } of attempts.flatMap(({ failed }) => failed))
    if (misconception !== undefined) met.set(misconception, (met.get(misconception) ?? 0) + 1);
  return [...met]
    .map(([id, times]) => ({ id, times }))
    .sort((a, b) => b.times - a.times || (a.id < b.id ? -1 : 1));
}

function failuresIn(attempts: readonly ReplayedAttempt[], proven: LearningRecord): Failure[] {
  const failures = new Map<string, Failure>();
  for (const { lesson, exercise, passed, failed } of attempts) {
    if (passed || !counts({ id: exercise })) continue;
    const place = `${lesson}/${exercise}`;
    const first = failures.get(place);
    failures.set(place, {
      lesson,
      exercise,
      times: (first?.times ?? 0) + 1,
      says: first?.says ?? failed[0]?.says ?? '',
      passedLater: isPassed(proven, lesson, exercise),
    });
  }
  return [...failures.values()].sort((a, b) => Number(a.passedLater) - Number(b.passedLater));
}

const isPassed = (proven: LearningRecord, lesson: string, exercise: string): boolean =>
  proven.lessons[lesson]?.[exercise]?.some(({ passed }) => passed) === true;
