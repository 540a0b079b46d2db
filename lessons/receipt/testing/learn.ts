import { invariant } from '../../../engine/base/invariant.ts';
import { exerciseOf, lessonCalled } from '../../course/index.ts';
import type { Answer } from '../../exercise/answer.ts';
import { drawFrom } from '../../exercise/draw.ts';
import { grade } from '../../exercise/grade.ts';
import { seedOf } from '../../exercise/seed.ts';
import { solve } from '../../exercise/solve.ts';
import type { Task } from '../../exercise/task.ts';
import type { Lesson } from '../../lesson.ts';
import { type Attempt, attemptOf, emptyRecord, type LearningRecord, withAttempt } from '../record.ts';

export const LESSON = 'ports-and-states';
export const MADE = '2026-03-01T12:00:00.000Z';

/** What a learner does with one exercise. */
export interface Turn {
  readonly exercise: string;
  readonly answer?: (task: Task) => Answer;
  readonly round?: number;
  readonly hints?: number;
  readonly solutionShown?: boolean;
  /** What the page is made to claim. */
  readonly claim?: Pick<Attempt, 'passed' | 'score'>;
}

export function lessonOf(slug: string): Lesson {
  const lesson = lessonCalled(slug);
  invariant(lesson !== undefined, `there is a lesson ${slug}`);
  return lesson;
}

export function taskFor(learner: string, exercise: string, round = 0, salt = ''): Task {
  const known = exerciseOf(LESSON, exercise);
  invariant(known !== undefined, `there is an exercise ${exercise}`);
  return known.make(drawFrom(seedOf({ salt, learner, lesson: LESSON, exercise, round })));
}

/** The record of who does these things one after the other, one a minute, from the given minute on. */
export function learn(learner: string, turns: readonly Turn[], from = 0, salt = ''): LearningRecord {
  return turns.reduce(
    (record, turn, index) => {
      const { exercise, round = 0, hints = 0, solutionShown = false, answer = solve, claim } = turn;
      const task = taskFor(learner, exercise, round, salt);
      const given = answer(task);
      const at = new Date(Date.UTC(2026, 2, 1, 10, from + index)).toISOString();
      const how = { round, at, hints, solutionShown, commands: [] };
      const attempt = { ...attemptOf(how, given, grade(task, given)), ...claim };
      return withAttempt(record, LESSON, exercise, attempt);
    },
    emptyRecord(learner, salt),
  );
}

/** Every exercise of the lesson, solved at the first try. */
export const allSolved = (): Turn[] => lessonOf(LESSON).exercises.map(({ id }) => ({ exercise: id }));

/** A forecast that is wrong about the port that the rule drops: it takes it for closed. One port of four. */
export function droppedIsClosed(task: Task): Answer {
  const right = solve(task);
  invariant(task.kind === 'predict' && right.kind === 'predict', 'the exercise is a prediction');
  const states = Object.entries(right.states).map(([port, state]) => [
    port,
    state === 'filtered' ? 'closed' : state,
  ]);
  return { ...right, states: Object.fromEntries(states) };
}
