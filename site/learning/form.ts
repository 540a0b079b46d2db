import type { Answer } from '../../lessons/exercise/answer.ts';
import type { Say } from '../../lessons/text/interface.ts';
import type { Graded } from '../worker/lesson-jobs.ts';

/** What every kind of exercise gets beside its own view. */
export interface FormProps {
  /** Names for form fields, different in each exercise of a page. */
  readonly name: string;
  readonly say: Say;
  /** What the latest answer was worth; absent while one is being found. */
  readonly graded: Graded | undefined;
  /** A solution that was asked for, to be put in. */
  readonly given: Answer | undefined;
  readonly isBusy: boolean;
  readonly handIn: (answer: Answer, commands?: readonly string[]) => void;
}
