import type { Attempt } from '../../lessons/receipt/record.ts';
import { emptyRecord, type LearningRecord, recordShape, withAttempt } from '../../lessons/receipt/record.ts';
import { RECORD_EVENT, RECORD_KEY } from './record-keys.ts';

/** What the learner did, kept in this browser and nowhere else. All exercises of a page write into the same one. */
export class Learner {
  record = $state.raw<LearningRecord>(emptyRecord());
  /** False where the browser keeps nothing for this site: then it lasts as long as the page. */
  isKept = $state(true);

  constructor() {
    // While the pages are built there is no browser that has kept anything.
    if (typeof window === 'undefined') return;
    this.read();
    // Another tab may have written meanwhile.
    window.addEventListener('storage', ({ key }) => {
      if (key === RECORD_KEY || key === null) this.read();
    });
  }

  /** The first time is the same for all who have given no name. */
  add(lesson: string, exercise: string, attempt: Attempt): void {
    this.read();
    this.take(withAttempt(this.record, lesson, exercise, attempt));
  }

  take(record: LearningRecord): void {
    this.record = record;
    try {
      localStorage.setItem(RECORD_KEY, JSON.stringify(record));
    } catch {
      this.isKept = false;
    }
    dispatchEvent(new CustomEvent(RECORD_EVENT, { detail: record }));
  }

  private read(): void {
    try {
      const text = localStorage.getItem(RECORD_KEY);
      const read = text === null ? undefined : recordShape.safeParse(JSON.parse(text));
      if (read?.success === true) this.record = read.data;
      else if (text === null && this.isKept) this.record = emptyRecord();
    } catch {
      this.isKept = false;
    }
  }
}

let learner: Learner | undefined;

/** The one learner of this page. */
export function theLearner(): Learner {
  learner ??= new Learner();
  return learner;
}
