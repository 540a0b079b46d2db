import type { AnswerOf } from './answer.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { WorkedTask } from './task.ts';
import { KIT_TEXTS } from './texts.ts';

/** A worked example is done when every stop was looked at. */
export function gradeWorked(task: WorkedTask, { stops }: AnswerOf<'worked'>): Outcome {
  const passed = stops >= task.stops.length;
  return outcomeOf([{ id: 'stops', passed, says: passed ? KIT_TEXTS.stopsSeen : KIT_TEXTS.stopsLeft }]);
}
