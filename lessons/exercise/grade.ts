import { unreachable } from '../../engine/base/invariant.ts';
import type { Answer } from './answer.ts';
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
  switch (task.kind) {
    case 'choice':
      return answer.kind === 'choice' ? gradeChoice(task, answer) : NO_ANSWER;
    case 'predict':
      return answer.kind === 'predict' ? gradePredict(task, answer) : NO_ANSWER;
    case 'worked':
      return answer.kind === 'worked' ? gradeWorked(task, answer) : NO_ANSWER;
    case 'machine':
      return answer.kind === 'machine' ? gradeMachine(task, answer) : NO_ANSWER;
    case 'build':
      return answer.kind === 'build' ? gradeBuild(task, answer) : NO_ANSWER;
    case 'fault':
      return answer.kind === 'fault' ? gradeFault(task, answer) : NO_ANSWER;
    default:
      return unreachable(task);
  }
}
