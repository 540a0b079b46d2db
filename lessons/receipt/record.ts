import * as z from 'zod/mini';
import { type Answer, answerShape } from '../exercise/answer.ts';
import type { Outcome } from '../exercise/outcome.ts';

/** One answer that a learner handed in, and how they came by it. */
export type Attempt = z.infer<typeof attemptShape>;
/** All that one learner did, in the order of doing. Kept in the browser, handed in as a receipt. */
export type LearningRecord = z.infer<typeof recordShape>;

/** More than a course has, and than anybody tries. */
export const MOST = { lessons: 64, exercises: 32, attempts: 200, commands: 200, text: 200, line: 1_000 };

const text = z.string().check(z.maxLength(MOST.text));
const slug = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,40}$/));
const few = (most: number) => z.refine((all) => Object.keys(Object(all)).length <= most);

const attemptShape = z.strictObject({
  /** Which set of numbers: 0 the first time, one more each time new ones were asked for. */
  round: z.int().check(z.gte(0), z.lte(MOST.attempts)),
  /** When it was handed in, as `2026-03-01T10:20:30.000Z`. */
  at: z.iso.datetime(),
  answer: answerShape,
  /** How many hints had been read, and whether the solution had been shown. */
  hints: z.int().check(z.gte(0), z.lte(MOST.exercises)),
  solutionShown: z.boolean(),
  /** What was typed in the exercise's sandbox. */
  commands: z.array(z.string().check(z.maxLength(MOST.line))).check(z.maxLength(MOST.commands)),
  /** What the page found it worth; whoever grades finds it anew. */
  passed: z.boolean(),
  score: z.number().check(z.gte(0), z.lte(1)),
});

export const recordShape = z.strictObject({
  format: z.literal(1),
  /** A name or a number; empty where none was given. */
  learner: text,
  /** The teacher's word for this course; empty where there is none. */
  salt: text,
  /** Lesson -> exercise -> attempts. */
  lessons: z
    .record(
      slug,
      z.record(slug, z.array(attemptShape).check(z.maxLength(MOST.attempts))).check(few(MOST.exercises)),
    )
    .check(few(MOST.lessons)),
});

export const emptyRecord = (learner = '', salt = ''): LearningRecord => ({
  format: 1,
  learner,
  salt,
  lessons: {},
});

export const attemptsAt = (record: LearningRecord, lesson: string, exercise: string): readonly Attempt[] => {
  const exercises = Object.hasOwn(record.lessons, lesson) ? record.lessons[lesson] : undefined;
  return exercises !== undefined && Object.hasOwn(exercises, exercise) ? (exercises[exercise] ?? []) : [];
};

/** The record with one attempt more. An exercise that was tried hundreds of times forgets none: it takes no more. */
export function withAttempt(
  record: LearningRecord,
  lesson: string,
  exercise: string,
  attempt: Attempt,
): LearningRecord {
  const before = attemptsAt(record, lesson, exercise);
  if (before.length >= MOST.attempts) return record;
  const exercises = { ...record.lessons[lesson], [exercise]: [...before, attempt] };
  return { ...record, lessons: { ...record.lessons, [lesson]: exercises } };
}

/** An attempt as it is kept. */
export const attemptOf = (
  how: Omit<Attempt, 'answer' | 'passed' | 'score'>,
  answer: Answer,
  { passed, score }: Outcome,
): Attempt => ({ ...how, answer, passed, score });
