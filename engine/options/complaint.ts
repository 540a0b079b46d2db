import { type Complaint, fail } from '../base/result.ts';

/** A complaint about a command line: `column` and `length` are inside the argument with that index. */
export type ArgumentComplaint = Complaint & { readonly argument: number };

/** Where a value stands: in which argument, and from which column on (from 1). */
export interface Place {
  readonly argument: number;
  readonly column: number;
}

/** `complaint.column` counts inside the value, which begins at `place`. */
export const failAt = (place: Place, complaint: Complaint) =>
  fail<ArgumentComplaint>({
    ...complaint,
    argument: place.argument,
    column: place.column + (complaint.column ?? 1) - 1,
  });
