import type { EventId } from '../../engine/trace/index.ts';
import type { Step } from './step.ts';

/** What a session opens with: from a link, from a lesson, from the lab picker. */
export interface SessionStart {
  readonly labText: string;
  /** What was done in it, to be done again. */
  readonly steps?: readonly Step[];
  /** Which of its runs is shown, counted from 1; absent for the last. */
  readonly run?: number;
  readonly cursor?: EventId;
}
