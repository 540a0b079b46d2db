import { exerciseOf } from '../course/index.ts';
import { drawFrom } from '../exercise/draw.ts';
import { seedOf } from '../exercise/seed.ts';
import type { MisconceptionId } from '../misconceptions/ids.ts';
import { type Attempt, attemptsAt, type LearningRecord } from '../receipt/record.ts';
import { beliefsIn } from './beliefs.ts';
import type { PracticeItem } from './pool.ts';

/** One set of numbers of one item, from its first answer to its last. */
export interface Turn {
  readonly item: PracticeItem;
  readonly round: number;
  /** When it was first answered. */
  readonly at: string;
  /** Whether the first answer was right, and the learner's own. Mending it afterwards is learning, not knowing. */
  readonly isRight: boolean;
}

/** What was done of the pool, in the order of doing. */
export const turnsOf = (record: LearningRecord, pool: readonly PracticeItem[]): readonly Turn[] =>
  pool.flatMap((item) => turnsAt(record, item)).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

function turnsAt(record: LearningRecord, item: PracticeItem): Turn[] {
  const first = new Map<number, Attempt>();
  for (const attempt of attemptsAt(record, item.lesson, item.exercise.id))
    if (!first.has(attempt.round)) first.set(attempt.round, attempt);
  return [...first.values()].map(({ round, at, passed, solutionShown }) => ({
    item,
    round,
    at,
    isRight: passed && !solutionShown,
  }));
}

/** Answers that are looked through for beliefs: what was believed long ago is not held against anybody. */
const LATEST = 60;

export type Beliefs = ReadonlyMap<MisconceptionId, number>;

/** How often the latest wrong answers, anywhere in the record, showed a belief. */
export function beliefsOf(record: LearningRecord): Beliefs {
  const wrong = Object.entries(record.lessons)
    .flatMap(([lesson, exercises]) =>
      Object.entries(exercises).flatMap(([exercise, attempts]) =>
        attempts.filter(({ passed }) => !passed).map((attempt) => ({ lesson, exercise, attempt })),
      ),
    )
    .sort((a, b) => (a.attempt.at < b.attempt.at ? -1 : 1))
    .slice(-LATEST);
  const { salt, learner } = record;
  const counted = new Map<MisconceptionId, number>();
  for (const { lesson, exercise, attempt } of wrong) {
    const { answer, round } = attempt;
    const task = exerciseOf(lesson, exercise)?.make(
      drawFrom(seedOf({ salt, learner, lesson, exercise, round })),
    );
    for (const id of task === undefined ? [] : beliefsIn(task, answer))
      counted.set(id, (counted.get(id) ?? 0) + 1);
  }
  return counted;
}
