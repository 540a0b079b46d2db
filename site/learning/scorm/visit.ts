import { STEPS } from '../../../lessons/lesson.ts';
import type { LessonOutline } from '../../../lessons/receipt/progress.ts';
import type { LearningRecord } from '../../../lessons/receipt/record.ts';
import type { ScormApi } from './api.ts';
import { keepFor, keptFor, studentOf, workWith } from './kept-record.ts';
import { timespan } from './session-time.ts';
import { type Standing, standingFrom, standingOf } from './standing.ts';
import { resumed, startingRecord, suspended } from './suspend.ts';

/** One visit to a lesson in an LMS, from LMSInitialize to LMSFinish. */
export class Visit {
  /** As the LMS calls whoever learns; empty where it does not say. */
  readonly name: string;
  /** False once what was done is more than the LMS keeps. */
  isSuspended = true;
  private readonly api: ScormApi;
  private readonly lesson: LessonOutline;
  private readonly student: string;
  private standing: Standing;
  private readonly beganMs = performance.now();
  private isOver = false;

  /** After LMSInitialize, and before the exercises have read the record. */
  constructor(api: ScormApi, lesson: LessonOutline) {
    this.api = api;
    this.lesson = lesson;
    const { slug } = lesson;
    this.name = this.get('cmi.core.student_name').trim();
    this.student = studentOf(this.get('cmi.core.student_id'));
    this.standing = standingFrom(this.get('cmi.core.lesson_status'), this.get('cmi.core.score.raw'));
    const fromLms = resumed(this.get('cmi.suspend_data'));
    const record = startingRecord(slug, this.student, keptFor(this.student), fromLms);
    workWith(record);
    this.report(record);
  }

  /** Says how far the learner is by now. */
  report(record: LearningRecord): void {
    if (this.isOver) return;
    keepFor(this.student, record);
    const { raw, status } = standingOf(record, this.lesson, this.standing);
    this.standing = { status, ...(raw === undefined ? {} : { raw }) };
    if (raw !== undefined) {
      this.set('cmi.core.score.min', '0');
      this.set('cmi.core.score.max', '100');
      this.set('cmi.core.score.raw', String(raw));
    }
    this.set('cmi.core.lesson_status', status);
    const data = suspended(record, this.lesson.slug);
    // What fitted last stays there: better some of it than nothing.
    this.isSuspended = data !== undefined && this.set('cmi.suspend_data', data);
    this.api.LMSCommit('');
  }

  /** `suspend` also where all is done: it may be looked at, and done again. */
  finish(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.set('cmi.core.session_time', timespan(performance.now() - this.beganMs));
    this.set('cmi.core.exit', 'suspend');
    this.api.LMSCommit('');
    this.api.LMSFinish('');
  }

  /** Not every LMS gives the strings that the standard asks for. */
  private get(element: string): string {
    return String(this.api.LMSGetValue(element) ?? '');
  }

  private set(element: string, value: string): boolean {
    return String(this.api.LMSSetValue(element, value)) === 'true';
  }
}

/** What the package says of its lesson: its slug, and the names of its exercises with blanks between. */
export function outlineFrom(slug: string, exercises: string): LessonOutline {
  return {
    slug,
    exercises: exercises
      .split(' ')
      .filter(isExerciseId)
      .map((id) => ({ id })),
  };
}

const isExerciseId = (id: string): id is LessonOutline['exercises'][number]['id'] =>
  STEPS.some((step) => id === step || id.startsWith(`${step}-`));
