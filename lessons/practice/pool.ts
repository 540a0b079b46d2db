import { COURSE } from '../course/index.ts';
import { FAULTS, faultExercise, PRACTICE } from '../faults/index.ts';
import { type Exercise, type Lesson, stepOf } from '../lesson.ts';
import type { MisconceptionId } from '../misconceptions/ids.ts';
import type { LearningRecord } from '../receipt/record.ts';

/** Something that can be practised again and again, with new numbers each time. */
export interface PracticeItem {
  /** A lesson's slug, or `practice` for faults. */
  readonly lesson: string;
  readonly exercise: Exercise;
  readonly kind: 'fault' | 'predict' | 'machine';
  readonly title: string;
  readonly misconceptions: readonly MisconceptionId[];
}

/**
 * All faults, and what varies in the lessons that were begun: predictions, and being the machine. The first lesson is
 * there for everybody, so that every kind is met by who begins with practice.
 */
export function poolFor(record: LearningRecord, course: readonly Lesson[] = COURSE): readonly PracticeItem[] {
  const begun = course.filter(({ slug }, index) => index === 0 || Object.hasOwn(record.lessons, slug));
  return [...faultItems(), ...begun.flatMap(itemsOf)];
}

const faultItems = (): readonly PracticeItem[] =>
  FAULTS.flatMap(({ id, title, misconceptions }) => {
    const exercise = faultExercise(id);
    return exercise === undefined
      ? []
      : [{ lesson: PRACTICE, exercise, kind: 'fault' as const, title, misconceptions }];
  });

const itemsOf = ({ slug, title, misconceptions, exercises }: Lesson): readonly PracticeItem[] =>
  exercises
    .filter(({ varies }) => varies)
    .flatMap((exercise) => {
      const step = stepOf(exercise);
      return step === 'predict' || step === 'machine'
        ? [{ lesson: slug, exercise, kind: step, title, misconceptions }]
        : [];
    });
