import { unreachable } from '../../engine/base/invariant.ts';
import type { Answer } from './answer.ts';
import { truthOf } from './choice.ts';
import { roundsOf } from './rounds.ts';
import { rowOf, runLine } from './run.ts';
import { askKey, type PredictTask, type Question, type Task } from './task.ts';

/** The answer that passes: shown to who asks for it, and given by the tests. */
export function solve(task: Task): Answer {
  switch (task.kind) {
    case 'choice':
      return { kind: 'choice', chosen: rightOptions(task.questions) };
    case 'predict':
      return predicted(task, rightStates(task));
    case 'worked':
      return { kind: 'worked', stops: task.stops.length };
    case 'machine': {
      const ran = runLine(task.labText, task.line);
      const replies = ran.ok ? roundsOf(task, ran.value).map(({ right }) => right) : [];
      return { kind: 'machine', replies };
    }
    case 'build':
      return { kind: 'build', ...task.solution };
    case 'fault':
      return {
        kind: 'fault',
        diagnosis: truthOf(task.diagnosis).right?.id ?? '',
        labText: task.solution.labText,
      };
    default:
      return unreachable(task);
  }
}

export const rightOptions = (questions: readonly Question[]): Record<string, string> =>
  Object.fromEntries(questions.map((question) => [question.id, truthOf(question).right?.id ?? '']));

export function rightStates({ labText, line, asks }: PredictTask): Record<string, string> {
  const ran = runLine(labText, line);
  return Object.fromEntries(
    asks.map((ask) => [askKey(ask), (ran.ok ? rowOf(ran.value, ask)?.state : undefined) ?? '']),
  );
}

export const predicted = (task: PredictTask, states: Record<string, string>): Answer => ({
  kind: 'predict',
  states,
  sure: Object.fromEntries(task.asks.map((ask) => [askKey(ask), 'sure' as const])),
});
