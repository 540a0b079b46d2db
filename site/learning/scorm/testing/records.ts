import { type Attempt, emptyRecord, type LearningRecord } from '../../../../lessons/receipt/record.ts';

const attempt = (score: number): Attempt => ({
  round: 0,
  at: '2026-03-01T10:20:30.000Z',
  answer: { kind: 'choice', chosen: { reply: 'rst' } },
  hints: 0,
  solutionShown: false,
  commands: [],
  passed: score === 1,
  score,
});

/** A record in which each exercise was answered once for each score. */
export const recordOf = (
  lesson: string,
  scores: Readonly<Record<string, readonly number[]>>,
  learner = '',
): LearningRecord => ({
  ...emptyRecord(learner),
  lessons: {
    [lesson]: Object.fromEntries(Object.entries(scores).map(([id, all]) => [id, all.map(attempt)])),
  },
});
