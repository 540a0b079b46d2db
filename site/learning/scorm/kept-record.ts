import { type LearningRecord, MOST, recordShape } from '../../../lessons/receipt/record.ts';
import { RECORD_KEY } from '../record-keys.ts';

/** An LMS's name for a student, no longer than a record can hold. */
export const studentOf = (id: string): string => id.trim().slice(0, MOST.text);

/**
 * What this browser kept for this student, whom the LMS names. Beside the record that the page works with: in a
 * computer room the next student sits down at the same browser, and has nothing to do with what lies there.
 */
export function keptFor(student: string): LearningRecord | undefined {
  try {
    const text = localStorage.getItem(keyOf(student));
    const read = text === null ? undefined : recordShape.safeParse(JSON.parse(text));
    return read?.success === true ? read.data : undefined;
  } catch {
    return undefined;
  }
}

export function keepFor(student: string, record: LearningRecord): void {
  keep(keyOf(student), record);
}

/** Puts it where the page, which has not begun yet, will read it. */
export function workWith(record: LearningRecord): void {
  keep(RECORD_KEY, record);
}

const keyOf = (student: string): string => `${RECORD_KEY}/${student}`;

function keep(key: string, record: LearningRecord): void {
  try {
    localStorage.setItem(key, JSON.stringify(record));
  } catch {
    // The page says so itself where a browser keeps nothing.
  }
}
