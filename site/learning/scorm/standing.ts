import { type LessonOutline, lessonProgress } from '../../../lessons/receipt/progress.ts';
import type { LearningRecord } from '../../../lessons/receipt/record.ts';

/** How a lesson stands with an LMS. */
export interface Standing {
  /** A word of cmi.core.lesson_status. */
  readonly status: string;
  /** cmi.core.score.raw, 0 to 100; absent until something was handed in. */
  readonly raw?: number;
}

/** What an LMS says that is over. `passed` and `failed` come from one that has a mastery score of its own. */
const OVER = ['completed', 'passed', 'failed'];

/** What the LMS answers to LMSGetValue, as a standing. */
export function standingFrom(status: string, raw: string): Standing {
  const number = Number.parseFloat(raw);
  return Number.isFinite(number) ? { status, raw: number } : { status };
}

/**
 * `completed` and a score, never `passed`: a mark that suffices is for the teacher to set, in the LMS, which then makes
 * `passed` or `failed` of it. What was reported once is not taken back: on another machine the record may be missing.
 */
export function standingOf(record: LearningRecord, lesson: LessonOutline, before: Standing): Standing {
  const { isComplete, score } = lessonProgress(record, lesson);
  const isBegun = Object.keys(record.lessons[lesson.slug] ?? {}).length > 0;
  const over = OVER.includes(before.status) ? before.status : 'incomplete';
  const raw = isBegun ? Math.max(before.raw ?? 0, Math.round(score * 100)) : before.raw;
  return {
    status: isComplete && before.status !== 'passed' ? 'completed' : over,
    ...(raw === undefined ? {} : { raw }),
  };
}
