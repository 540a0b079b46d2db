import { nextItem } from '../../lessons/practice/next.ts';
import type { LessonJobs, PracticeView } from './lesson-jobs.ts';

/** What comes next, as data for the page. The exercise itself stays here: its numbers are drawn when it is asked for. */
export function practiceNext({ record, leave }: LessonJobs['practice-next']['asks']): PracticeView {
  const { next, standings } = nextItem(record, leave);
  const practised = standings.flatMap(({ item, right, wrong, box }) => {
    const { lesson, exercise, kind, title } = item;
    return box === undefined ? [] : [{ lesson, exercise: exercise.id, kind, title, right, wrong, box }];
  });
  return {
    next: { lesson: next.lesson, exercise: next.exercise.id, kind: next.kind },
    turn: 1 + practised.reduce((sum, { right, wrong }) => sum + right + wrong, 0),
    practised,
    unmet: standings.length - practised.length,
  };
}
