import type { AnswerOf } from './answer.ts';
import { evidenceOf } from './evidence.ts';
import { type Mark, type Outcome, outcomeOf } from './outcome.ts';
import { type Ran, rowOf, runLine } from './run.ts';
import { askKey, type PredictAsk, type PredictTask } from './task.ts';
import { KIT_TEXTS } from './texts.ts';

export function gradePredict(task: PredictTask, { states }: AnswerOf<'predict'>): Outcome {
  const ran = runLine(task.labText, task.line);
  if (!ran.ok)
    return outcomeOf([
      { id: 'line', passed: false, says: KIT_TEXTS.lineRefused, values: { why: ran.error } },
    ]);
  return outcomeOf(
    task.asks.map((ask) => {
      const key = askKey(ask);
      return markAsk(task, ran.value, ask, Object.hasOwn(states, key) ? states[key] : undefined);
    }),
  );
}

function markAsk(task: PredictTask, ran: Ran, ask: PredictAsk, guess: string | undefined): Mark {
  const id = askKey(ask);
  const row = rowOf(ran, ask);
  if (row === undefined) return { id, passed: false, says: KIT_TEXTS.noSuchPort, values: { port: ask.port } };
  const { state, reason } = row;
  const evidence = evidenceOf(task.labText, ran, row.verdict);
  if (guess === undefined) return { id, passed: false, says: KIT_TEXTS.unanswered };
  const values = { port: ask.port, state, reason, guess };
  if (guess === state) return { id, passed: true, says: ask.right ?? KIT_TEXTS.rightState, values, evidence };
  const wrong = Object.entries(ask.wrong ?? {}).find(([guessed]) => guessed === guess)?.[1];
  return {
    id,
    passed: false,
    says: wrong?.says ?? KIT_TEXTS.wrongState,
    values,
    evidence,
    ...(wrong?.misconception === undefined ? {} : { misconception: wrong.misconception }),
  };
}
