import type { Answer } from '../exercise/answer.ts';
import { askKey, type Task } from '../exercise/task.ts';
import type { MisconceptionId } from '../misconceptions/ids.ts';

/**
 * What somebody seems to believe who answered so. It is read from what was chosen, without a run: an option or a state
 * that has a misconception is never the right one.
 */
export function beliefsIn(task: Task, answer: Answer): readonly MisconceptionId[] {
  if (task.kind === 'choice' && answer.kind === 'choice')
    return task.questions.flatMap(({ id, options }) => {
      const option = options.find((one) => one.id === answer.chosen[id]);
      return option?.right === true ? [] : (option?.misconception ?? []);
    });
  if (task.kind === 'predict' && answer.kind === 'predict')
    return task.asks.flatMap((ask) => {
      const guess = answer.states[askKey(ask)];
      return Object.entries(ask.wrong ?? {}).flatMap(([state, { misconception }]) =>
        state === guess ? (misconception ?? []) : [],
      );
    });
  if (task.kind === 'fault' && answer.kind === 'fault') {
    const { options } = task.diagnosis;
    return options.flatMap(({ id, right, misconception }) =>
      id === answer.diagnosis && right !== true ? (misconception ?? []) : [],
    );
  }
  return [];
}
