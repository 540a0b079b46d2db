import { drawFrom } from '../exercise/draw.ts';
import { fill } from '../exercise/fill.ts';
import { grade } from '../exercise/grade.ts';
import type { Mark, Outcome } from '../exercise/outcome.ts';
import { seedOf } from '../exercise/seed.ts';
import type { Exercise } from '../lesson.ts';
import type { MisconceptionId } from '../misconceptions/ids.ts';
import { canonicalJson } from './canonical.ts';
import type { Attempt, LearningRecord } from './record.ts';

/** An attempt, done again in the engine. */
export interface ReplayedAttempt {
  readonly lesson: string;
  readonly exercise: Exercise['id'];
  /** Which attempt at this exercise: 1, 2, ... */
  readonly number: number;
  readonly attempt: Attempt;
  readonly passed: boolean;
  readonly score: number;
  /** Whether the replay gives what the attempt claims. */
  readonly agrees: boolean;
  /** What was not reached, and why. */
  readonly failed: readonly FailedMark[];
}

export interface FailedMark {
  readonly id: string;
  /** In words, with its values filled in. */
  readonly says: string;
  readonly misconception?: MisconceptionId;
}

export interface Replay {
  readonly attempts: readonly ReplayedAttempt[];
  /** `lesson/exercise` of a newer or older course: neither proven nor refuted. */
  readonly unknown: readonly string[];
}

export interface Replaying {
  /** Finds an exercise of the course. */
  readonly exerciseOf: (lesson: string, exercise: string) => Exercise | undefined;
  /** Told after each attempt. */
  readonly onAttempt?: () => void;
}

export function replay(record: LearningRecord, { exerciseOf, onAttempt }: Replaying): Replay {
  const unknown: string[] = [];
  const attempts = placesOf(record).flatMap(({ lesson, exercise, tries }) => {
    const known = exerciseOf(lesson, exercise);
    if (known === undefined) {
      unknown.push(`${lesson}/${exercise}`);
      return [];
    }
    const again = replayer(record, lesson, known);
    return tries.map((attempt, index): ReplayedAttempt => {
      const { passed, score, failed } = again(attempt);
      onAttempt?.();
      const agrees = passed === attempt.passed && Math.abs(score - attempt.score) < SAME;
      return { lesson, exercise: known.id, number: index + 1, attempt, passed, score, agrees, failed };
    });
  });
  return { attempts, unknown };
}

/** Scores are small fractions; those of two engines may differ in the last digit. */
const SAME = 1e-9;

export const placesOf = (record: LearningRecord) =>
  Object.entries(record.lessons).flatMap(([lesson, exercises]) =>
    Object.entries(exercises).map(([exercise, tries]) => ({ lesson, exercise, tries })),
  );

type Again = Pick<ReplayedAttempt, 'passed' | 'score' | 'failed'>;

/** Grades attempts at one exercise; the same answer to the same numbers is graded once. */
function replayer(
  { salt, learner }: LearningRecord,
  lesson: string,
  exercise: Exercise,
): (attempt: Attempt) => Again {
  const known = new Map<string, Again>();
  return ({ round, answer }) => {
    const key = canonicalJson([round, answer]);
    const again =
      known.get(key) ??
      gradeAgain(exercise, seedOf({ salt, learner, lesson, exercise: exercise.id, round }), answer);
    known.set(key, again);
    return again;
  };
}

const CANNOT: Again = {
  passed: false,
  score: 0,
  failed: [{ id: 'replay', says: 'This answer cannot be replayed.' }],
};

function gradeAgain(exercise: Exercise, seed: number, answer: Attempt['answer']): Again {
  try {
    const task = exercise.make(drawFrom(seed));
    const { passed, score, marks }: Outcome = grade(task, answer);
    const words = ({ says, values }: Mark): string => fill(says, { ...task.values, ...values });
    const failed = marks.filter((mark) => !mark.passed).map((mark) => failedMark(mark, words(mark)));
    return { passed, score, failed };
  } catch {
    // An answer may hold any lab and any line. One that finds a fault of ours must not cost the class its grades.
    return CANNOT;
  }
}

const failedMark = ({ id, misconception }: Mark, says: string): FailedMark => ({
  id,
  says,
  ...(misconception === undefined ? {} : { misconception }),
});
