import type { Complaint, Result } from '../../engine/base/result.ts';
import type { YamlPath } from '../model/yaml-place.ts';

/** What the lab editor asks of the worker. */
export interface LabJobs {
  /** The text of a lab with these changes, one after the other; comments and all else stay as they are. */
  readonly 'edit-lab': {
    readonly asks: { readonly text: string; readonly edits: readonly LabEdit[] };
    readonly gives: Result<string, readonly Complaint[]>;
  };
  /** What a lab file says, whether or not it is right, and which entry each complaint is about. */
  readonly 'lab-outline': {
    readonly asks: { readonly text: string };
    readonly gives: Result<LabOutline, readonly Complaint[]>;
  };
}

export type LabPath = YamlPath;

export type LabValue =
  | string
  | number
  | boolean
  | null
  | readonly LabValue[]
  | { readonly [key: string]: LabValue };

export type LabEdit =
  /** Gives a key its value; where it is not there yet, it becomes the last of its mapping. */
  | { readonly kind: 'set'; readonly path: LabPath; readonly value: LabValue }
  /** Adds an item to the end of a list, which is made where it is not there yet. */
  | { readonly kind: 'insert'; readonly path: LabPath; readonly value: LabValue }
  | { readonly kind: 'remove'; readonly path: LabPath }
  /** Gives the last key of the path another name. */
  | { readonly kind: 'rename'; readonly path: LabPath; readonly name: string };

export interface LabOutline {
  /** As YAML reads it: objects, lists, texts, numbers, booleans and nulls. */
  readonly data: unknown;
  readonly complaints: readonly { readonly path: LabPath; readonly complaint: Complaint }[];
}
