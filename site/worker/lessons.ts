import { invariant } from '../../engine/base/invariant.ts';
import { knownExercise } from '../../lessons/course/index.ts';
import type { Answer } from '../../lessons/exercise/answer.ts';
import { drawFrom } from '../../lessons/exercise/draw.ts';
import { fill, type Values } from '../../lessons/exercise/fill.ts';
import { golfOf } from '../../lessons/exercise/golf.ts';
import { grade } from '../../lessons/exercise/grade.ts';
import type { Mark } from '../../lessons/exercise/outcome.ts';
import { seedOf } from '../../lessons/exercise/seed.ts';
import { solve } from '../../lessons/exercise/solve.ts';
import type { Task } from '../../lessons/exercise/task.ts';
import { contentIn } from '../../lessons/text/content.ts';
import type { GolfLine, Graded, MarkView, TaskAsked, TaskView } from './lesson-jobs.ts';
import { viewOf } from './task-view.ts';

/** The jobs of lessons, in a file of their own: a sandbox without a lesson never fetches it. */
export const lessonTask = (asked: TaskAsked): TaskView => viewOf(taskFor(asked), asked.language);

export const lessonSolution = (asked: TaskAsked): Answer => solve(taskFor(asked));

export function lessonGrade({ answer, ...asked }: TaskAsked & { readonly answer: Answer }): Graded {
  const task = taskFor(asked);
  const { passed, score, marks } = grade(task, answer);
  const golf = passed ? golfLines(task, answer) : undefined;
  return {
    passed,
    score,
    marks: marks.map((mark) => shown(mark, task.values, asked.language)),
    ...(golf === undefined ? {} : { golf }),
  };
}

function taskFor({ lesson, exercise, learner, salt, round }: TaskAsked): Task {
  const seed = seedOf({ salt, learner, lesson, exercise, round });
  return knownExercise(lesson, exercise).make(drawFrom(seed));
}

const shown = ({ says, values, ...mark }: Mark, ofTask: Values | undefined, language: string): MarkView => ({
  ...mark,
  says: fill(contentIn(language, says), { ...ofTask, ...values }),
});

function golfLines(task: Task, answer: Answer): readonly GolfLine[] | undefined {
  if (task.kind !== 'build' || answer.kind !== 'build') return undefined;
  const { labText, line } = answer;
  const yours = golfOf(task, line === undefined ? { labText } : { labText, line });
  const solution = golfOf(task, task.solution);
  invariant(solution !== undefined, 'the solution of an exercise can be run');
  if (yours === undefined) return undefined;
  return (['rules', 'packets', 'noise'] as const).map((what) => ({
    what,
    yours: yours[what],
    solution: solution[what],
  }));
}
