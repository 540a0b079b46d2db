import type { Draw } from '../exercise/draw.ts';
import type { FaultTask } from '../exercise/task.ts';
import type { MisconceptionId } from '../misconceptions/ids.ts';
import type { CauseId } from './causes.data.ts';

/** A kind of fault: how a little network is drawn that works but for one thing. */
export interface FaultKind {
  readonly id: `fault-${CauseId}`;
  /** What is at fault. It would give the answer away: it is shown where practice is looked back upon. */
  readonly title: string;
  /** What who misses it may believe; the first is the most likely. */
  readonly misconceptions: readonly [MisconceptionId, ...MisconceptionId[]];
  make(draw: Draw): FaultTask;
}
