import type { AnswerOf } from './answer.ts';
import { evidenceOf } from './evidence.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { roundsOf } from './rounds.ts';
import { runLine } from './run.ts';
import type { MachineTask } from './task.ts';
import { KIT_TEXTS } from './texts.ts';

export function gradeMachine(task: MachineTask, { replies }: AnswerOf<'machine'>): Outcome {
  const ran = runLine(task.labText, task.line);
  if (!ran.ok)
    return outcomeOf([
      { id: 'line', passed: false, says: KIT_TEXTS.lineRefused, values: { why: ran.error } },
    ]);
  return outcomeOf(
    roundsOf(task, ran.value).map(({ options, right, event }, index) => {
      const id = `round-${index + 1}`;
      const reply = options.find((option) => option.id === replies[index]);
      if (reply === undefined) return { id, passed: false, says: KIT_TEXTS.unanswered };
      const passed = reply.id === right;
      const values = {
        right: options.find((option) => option.id === right)?.text ?? right,
        guess: reply.text,
      };
      return {
        id,
        passed,
        says: passed ? KIT_TEXTS.roundRight : KIT_TEXTS.roundWrong,
        values,
        evidence: evidenceOf(task.labText, ran.value, event),
      };
    }),
  );
}
