import type { Draw } from './exercise/draw.ts';
import type { Task } from './exercise/task.ts';
import type { MisconceptionId } from './misconceptions/ids.ts';

/** A lesson as data: what it teaches and its exercises in order. Its prose stands beside it in index.mdx. */
export interface Lesson {
  readonly slug: string;
  readonly title: string;
  /** One sentence: what one can do afterwards. */
  readonly summary: string;
  readonly minutes: number;
  /** What it sets out to change. */
  readonly misconceptions: readonly MisconceptionId[];
  readonly exercises: readonly Exercise[];
}

/**
 * The steps of every lesson, in their order. An exercise's id is its step, or its step and a word where a lesson has two
 * of a kind: `build`, `predict-udp`. A fault of practice is called by its kind: `fault-loopback`.
 */
export const STEPS = [
  'diagnostic',
  'worked',
  'complete',
  'predict',
  'change',
  'machine',
  'build',
  'live',
  'exit',
] as const;
export type Step = (typeof STEPS)[number];

export interface Exercise {
  readonly id: Step | `${Step}-${string}` | `fault-${string}`;
  readonly title: string;
  /** Whether its numbers differ from learner to learner, and from round to round. */
  readonly varies: boolean;
  make(draw: Draw): Task;
}

/** A fault stands where something is built otherwise. */
export const stepOf = ({ id }: Pick<Exercise, 'id'>): Step =>
  STEPS.find((step) => id === step || id.startsWith(`${step}-`)) ?? 'build';

/** The diagnostic asks what one believes before; nobody has to be right there. */
export const counts = (exercise: Pick<Exercise, 'id'>): boolean => stepOf(exercise) !== 'diagnostic';
