import type { AnswerOf } from './answer.ts';
import { evidenceOf } from './evidence.ts';
import { type Mark, type Outcome, outcomeOf } from './outcome.ts';
import { type Ran, runLine } from './run.ts';
import type { ChoiceTask, Option, Question } from './task.ts';
import { KIT_TEXTS } from './texts.ts';
import { toldBy } from './truth.ts';

export function gradeChoice(task: ChoiceTask, { chosen }: AnswerOf<'choice'>): Outcome {
  return outcomeOf(
    task.questions.map((question) =>
      markQuestion(question, Object.hasOwn(chosen, question.id) ? chosen[question.id] : undefined),
    ),
  );
}

export function markQuestion(question: Question, choice: string | undefined): Mark {
  const { id, options } = question;
  const option = options.find((one) => one.id === choice);
  if (option === undefined) return { id, passed: false, says: KIT_TEXTS.unanswered };
  const { right, ran, event } = truthOf(question);
  const passed = option === right;
  const { says, misconception } = option;
  return {
    id,
    passed,
    says,
    ...(passed || misconception === undefined ? {} : { misconception }),
    ...(ran === undefined || event === undefined
      ? {}
      : { evidence: evidenceOf(question.truth?.labText ?? '', ran, event) }),
  };
}

export interface QuestionTruth {
  /** Undefined where no option is what the engine says: a mistake of the lesson, which a test finds. */
  readonly right?: Option;
  readonly ran?: Ran;
  readonly event?: number;
}

export function truthOf({ options, truth }: Question): QuestionTruth {
  if (truth === undefined) {
    const right = options.find((option) => option.right === true);
    return right === undefined ? {} : { right };
  }
  const ran = runLine(truth.labText, truth.line);
  const told = ran.ok ? toldBy(ran.value, truth) : undefined;
  if (!ran.ok || told === undefined) return {};
  const right = options.find(({ id }) => id === told.id);
  return { ...(right === undefined ? {} : { right }), ran: ran.value, event: told.event };
}
