import type { Complaint } from '../../../engine/base/result.ts';
import type { LabEdit, LabPath } from '../../worker/lab-jobs.ts';

/** What every part of the form needs: how to change the lab, and what is known of a place in it. */
export interface FormTools {
  readonly edit: (...edits: readonly LabEdit[]) => void;
  readonly complaintAt: (path: LabPath) => Complaint | undefined;
  /** What the schema says of it, in a sentence; empty where nothing. */
  readonly meaningAt: (path: LabPath) => string;
  /** The words that the schema allows there; empty where any text may stand. */
  readonly choicesAt: (path: LabPath) => readonly string[];
}

/** An empty field is a key that is left out. */
export const fieldEdit = (path: LabPath, value: string | boolean, wasThere: boolean): readonly LabEdit[] => {
  if (value !== '' && value !== false) return [{ kind: 'set', path, value }];
  return wasThere ? [{ kind: 'remove', path }] : [];
};
