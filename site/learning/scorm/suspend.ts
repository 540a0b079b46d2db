import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { emptyRecord, type LearningRecord, recordShape } from '../../../lessons/receipt/record.ts';

/** CMIString4096: the most that SCORM 1.2 lets a package leave with an LMS, in characters. */
export const MOST_SUSPENDED = 4_096;
/** The first character says how it is written, should that ever change. */
const FORMAT = '1';
/** Bytes of the longest record that is read. What 4096 characters can grow to is far more. */
const MOST_BYTES = 500_000;

/** What was done in one lesson, as suspend_data: deflated, in base64. Undefined where it does not fit. */
export function suspended(record: LearningRecord, slug: string): string | undefined {
  const done = record.lessons[slug];
  const part: LearningRecord = { ...record, lessons: done === undefined ? {} : { [slug]: done } };
  // Its own synchronous library: a page that is being left waits for no stream.
  const bytes = deflateSync(strToU8(JSON.stringify(part)), { level: 9 });
  const text = FORMAT + btoa(strFromU8(bytes, true));
  return text.length > MOST_SUSPENDED ? undefined : text;
}

/** The record in suspend_data, which another package may have written. Undefined where there is none. */
export function resumed(text: string): LearningRecord | undefined {
  if (!text.startsWith(FORMAT) || text.length > MOST_SUSPENDED) return undefined;
  try {
    const bytes = inflateSync(strToU8(atob(text.slice(FORMAT.length)), true), {
      out: new Uint8Array(MOST_BYTES),
    });
    const read = recordShape.safeParse(JSON.parse(strFromU8(bytes)));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * With what a visit begins: what this browser kept for this student, or what the LMS did, whichever tells more of
 * the lesson. Attempts belong to the name they were drawn for, so other lessons come along only under the same one.
 */
export function startingRecord(
  slug: string,
  student: string,
  kept: LearningRecord | undefined,
  fromLms: LearningRecord | undefined,
): LearningRecord {
  const more = attempts(kept, slug) >= attempts(fromLms, slug) ? (kept ?? fromLms) : fromLms;
  if (more === undefined) return emptyRecord(student);
  const others = kept !== undefined && isSameLearner(kept, more) ? kept.lessons : {};
  const record = { ...more, lessons: { ...others, ...more.lessons } };
  const isNew = record.learner === '' && Object.keys(record.lessons).length === 0;
  return isNew ? { ...record, learner: student } : record;
}

/** So many answers were handed in. */
const attempts = (record: LearningRecord | undefined, slug: string): number =>
  Object.values(record?.lessons[slug] ?? {}).reduce((sum, all) => sum + all.length, 0);

const isSameLearner = (one: LearningRecord, other: LearningRecord): boolean =>
  one.learner === other.learner && one.salt === other.salt;
