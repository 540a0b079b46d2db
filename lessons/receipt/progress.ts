import { counts, type Exercise, type Lesson } from '../lesson.ts';
import { attemptsAt, type LearningRecord } from './record.ts';

/** How far a learner is in one lesson. */
export interface LessonProgress {
  /** Exercises that are done: passed, or answered where nobody has to be right. */
  readonly done: number;
  readonly total: number;
  readonly isComplete: boolean;
  /** 0 to 1: the mean of the best score in each exercise that counts. */
  readonly score: number;
  /** The share of right answers to the same questions before and after; absent until both were given. */
  readonly before?: number;
  readonly after?: number;
}

/** What is to be known of a lesson to measure progress in it: the page that lists lessons has no more of them. */
export type LessonOutline = Pick<Lesson, 'slug'> & { readonly exercises: readonly Pick<Exercise, 'id'>[] };

export function lessonProgress(record: LearningRecord, lesson: LessonOutline): LessonProgress {
  const counted = lesson.exercises.filter(counts);
  const best = counted.map(({ id }) =>
    Math.max(0, ...attemptsAt(record, lesson.slug, id).map(({ score }) => score)),
  );
  const done = lesson.exercises.filter((exercise) => isDone(record, lesson.slug, exercise)).length;
  const total = lesson.exercises.length;
  const before = attemptsAt(record, lesson.slug, 'diagnostic')[0]?.score;
  const after = attemptsAt(record, lesson.slug, 'exit')[0]?.score;
  return {
    done,
    total,
    isComplete: done === total,
    score: best.reduce((sum, score) => sum + score, 0) / Math.max(1, counted.length),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

export function isDone(record: LearningRecord, lesson: string, exercise: Pick<Exercise, 'id'>): boolean {
  const attempts = attemptsAt(record, lesson, exercise.id);
  return counts(exercise) ? attempts.some(({ passed }) => passed) : attempts.length > 0;
}
