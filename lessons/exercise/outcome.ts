import type { WhyLine } from '../../engine/trace/index.ts';
import type { MisconceptionId } from '../misconceptions/ids.ts';
import type { Values } from './fill.ts';

/** What an answer is worth, and why: one mark for each thing that was asked. */
export interface Outcome {
  readonly passed: boolean;
  /** 0 to 1: the share of marks that were reached. */
  readonly score: number;
  readonly marks: readonly Mark[];
}

export interface Mark {
  /** The question, port, round or goal. */
  readonly id: string;
  readonly passed: boolean;
  /** A template, as all texts of a task. */
  readonly says: string;
  readonly values?: Values;
  /** What who answers so may believe. */
  readonly misconception?: MisconceptionId;
  readonly evidence?: Evidence;
}

/** The run that decided, and the event in it. */
export interface Evidence {
  readonly labText: string;
  readonly line: string;
  /** The host it was scanned from; absent for the scanner. */
  readonly from?: string;
  readonly event: number;
  /** The chain of causes in words, from the event back. */
  readonly why: readonly Pick<WhyLine, 'depth' | 'text'>[];
}

export function outcomeOf(marks: readonly Mark[]): Outcome {
  const reached = marks.filter(({ passed }) => passed).length;
  return {
    passed: marks.length > 0 && reached === marks.length,
    score: marks.length === 0 ? 0 : reached / marks.length,
    marks,
  };
}
