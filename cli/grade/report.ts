import type { GradedClass, GradedFile } from '../../lessons/receipt/class.ts';

/** The grades for programs: all that the CSV has, uncut. */
export function classJson({ rows, leftOut, misconceptions, words }: GradedClass): string {
  const report = {
    format: 1,
    learners: rows.map(fileJson),
    leftOut: leftOut.map(fileJson),
    misconceptions,
    words,
  };
  return JSON.stringify(report, null, 2);
}

const fileJson = ({ file, isValid, flags, receipt, account }: GradedFile) => ({
  learner: receipt?.learner,
  file,
  valid: isValid,
  flags,
  made: receipt?.made,
  ...account,
});
