import { unreachable } from '../../engine/base/invariant.ts';
import type { Answer } from './answer.ts';
import { truthOf } from './choice.ts';
import { NOTHING, roundsOf } from './rounds.ts';
import { runLine } from './run.ts';
import { predicted, rightOptions, rightStates } from './solve.ts';
import { askKey, type PredictTask, type Question, type Task } from './task.ts';

/** The answer of who does nothing: opens the exercise and hands it in. */
export function nothingDone(task: Task): Answer {
  switch (task.kind) {
    case 'choice':
      return { kind: 'choice', chosen: {} };
    case 'predict':
      return { kind: 'predict', states: {}, sure: {} };
    case 'worked':
      return { kind: 'worked', stops: 0 };
    case 'machine':
      return { kind: 'machine', replies: [] };
    case 'build':
      return { kind: 'build', labText: task.labText };
    case 'fault':
      return { kind: 'fault', diagnosis: '', labText: task.labText };
    default:
      return unreachable(task);
  }
}

/**
 * Typical wrong answers, three or more: those that a lesson's author has foreseen, as distractors or as labs that do
 * not reach the goals. None of them passes.
 */
export function mistakes(task: Task): readonly Answer[] {
  switch (task.kind) {
    case 'choice':
      return questionMistakes(task.questions).map((chosen) => ({ kind: 'choice', chosen }));
    case 'predict':
      return predictMistakes(task).map((states) => predicted(task, states));
    case 'worked':
      return [0, 1, task.stops.length - 1].map((stops) => ({ kind: 'worked', stops }));
    case 'machine': {
      const ran = runLine(task.labText, task.line);
      const right = ran.ok ? roundsOf(task, ran.value) : [];
      const other = (index: number): string =>
        right[index]?.options.find(({ id }) => id !== right[index]?.right)?.id ?? '';
      const all = right.map((round) => round.right);
      return [
        { kind: 'machine', replies: all.map((_, index) => other(index)) },
        { kind: 'machine', replies: all.with(-1, other(all.length - 1)) },
        { kind: 'machine', replies: all.map((reply) => (reply === NOTHING ? 'RST' : NOTHING)) },
      ];
    }
    case 'build':
      return task.wrong.map((built) => ({ kind: 'build', ...built }));
    case 'fault': {
      const right = truthOf(task.diagnosis).right?.id ?? '';
      const wrongDiagnosis = task.diagnosis.options.find(({ id }) => id !== right)?.id ?? '';
      return [
        { kind: 'fault', diagnosis: wrongDiagnosis, labText: task.solution.labText },
        ...task.wrong.map(({ labText }) => ({ kind: 'fault' as const, diagnosis: right, labText })),
      ];
    }
    default:
      return unreachable(task);
  }
}

/** Every question wrong by each of its distractors, then one question wrong at a time. */
function questionMistakes(questions: readonly Question[]): Record<string, string>[] {
  const right = rightOptions(questions);
  const wrongOf = ({ id, options }: Question): string[] =>
    options.map((option) => option.id).filter((option) => option !== right[id]);
  const one = questions.flatMap((question) =>
    wrongOf(question).map((option) => ({ ...right, [question.id]: option })),
  );
  const all = Object.fromEntries(questions.map((question) => [question.id, wrongOf(question)[0] ?? '']));
  return [all, ...one];
}

/** Each port wrong by each state that the author has a word for, and all ports as the first state offered. */
function predictMistakes(task: PredictTask): Record<string, string>[] {
  const right = rightStates(task);
  const one = task.asks.flatMap((ask) => {
    const key = askKey(ask);
    const foreseen = Object.keys(ask.wrong ?? {});
    const others = foreseen.length > 0 ? foreseen : task.states.filter((state) => state !== right[key]);
    return others.map((state) => ({ ...right, [key]: state }));
  });
  const same = task.states
    .map((state) => Object.fromEntries(task.asks.map((ask) => [askKey(ask), state])))
    .filter((states) => Object.entries(states).some(([key, state]) => right[key] !== state));
  return [...one, ...same];
}
