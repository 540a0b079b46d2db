import { unreachable } from '../../engine/base/invariant.ts';
import type { Answer, AnswerOf } from './answer.ts';
import { gradeBuild, gradeFault } from './build.ts';
import { gradeChoice } from './choice.ts';
import { gradeMachine } from './machine.ts';
import type { Outcome } from './outcome.ts';
import { gradePredict } from './predict.ts';
import type { Task } from './task.ts';
import { gradeWorked } from './worked.ts';

/** An answer to another kind of exercise is worth nothing. */
export const NO_ANSWER: Outcome = { passed: false, score: 0, marks: [] };

/** What an answer is worth: the only place that says so, in the page, in the tests and in `halfopen grade`. */
export function grade(task: Task, answer: Answer): Outcome {
  if (task.kind !== answer.kind) return NO_ANSWER;
  switch (task.kind) {
    case 'choice':
      return gradeChoice(task, answer as AnswerOf<'choice'>);
    case 'predict':
      return gradePredict(task, answer as AnswerOf<'predict'>);
    case 'worked':
      return gradeWorked(task, answer as AnswerOf<'worked'>);
    case 'machine':
      return gradeMachine(task, answer as AnswerOf<'machine'>);
    case 'build':
      return gradeBuild(task, answer as AnswerOf<'build'>);
    case 'fault':
      return gradeFault(task, answer as AnswerOf<'fault'>);
    default:
      return unreachable(task);
  }
}
