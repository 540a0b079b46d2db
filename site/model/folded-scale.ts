import { scaleLinear } from 'd3';
import type { Us } from '../../engine/base/time.ts';
import type { Silence } from './play.ts';

/** Time along a line on which silences take little room, whatever their length. */
export interface FoldedScale {
  toX(at: Us): number;
  /** The time at a place; within a fold, somewhere in its silence. */
  toTime(x: number): Us;
  readonly folds: readonly { readonly from: number; readonly to: number }[];
}

const FOLD_WIDTH = 36;
/** However many silences there are, the rest keeps most of the line. */
const MOST_OF_FOLDS = 0.4;

/** `silences` are ascending and lie apart, between `start` and `end`. */
export function foldedScale(silences: readonly Silence[], start: Us, end: Us, width: number): FoldedScale {
  const fold = Math.min(FOLD_WIDTH, (MOST_OF_FOLDS * width) / Math.max(1, silences.length));
  const silent = silences.reduce((sum, { from, to }) => sum + to - from, 0);
  const perUs = (width - fold * silences.length) / Math.max(1, end - start - silent);
  const domain: number[] = [start];
  const range: number[] = [0];
  const folds: { from: number; to: number }[] = [];
  let at = start;
  let x = 0;
  for (const { from, to } of silences) {
    x += (from - at) * perUs;
    folds.push({ from: x, to: x + fold });
    domain.push(from, to);
    range.push(x, x + fold);
    x += fold;
    at = to;
  }
  domain.push(Math.max(end, start + 1));
  range.push(width);
  const scale = scaleLinear(domain, range).clamp(true);
  return { toX: scale, toTime: (place) => scale.invert(place), folds };
}
