import { HEAD_HEIGHT } from './scene.ts';

/** How large a diagram is drawn, and where it is looked at. */
export interface Zoom {
  /** Pixels a row. */
  readonly rowHeight: number;
  readonly top: number;
}

export const NORMAL_ROW = 18;
const LARGEST_ROW = 48;
/** What is left free below the last row. */
const FOOT = 16;
/** Browsers know no element that is higher than some ten million pixels. */
const HIGHEST = 8_000_000;

export const heightOf = (rows: number, rowHeight: number): number => HEAD_HEIGHT + rows * rowHeight + FOOT;

/** The largest size at which a whole diagram can be seen, though no larger than rows normally are. */
export const fitRow = (rows: number, height: number): number =>
  Math.min(NORMAL_ROW, (height - HEAD_HEIGHT - FOOT) / Math.max(1, rows));

/** The normal size, or a smaller one where a diagram would become too long for a page. */
export const normalRow = (rows: number): number => Math.min(NORMAL_ROW, HIGHEST / Math.max(1, rows));

/** Zooms by a factor, while what is at `y` of the viewport stays there. */
export function zoomed(
  { rowHeight, top }: Zoom,
  factor: number,
  { y, rows, height }: { readonly y: number; readonly rows: number; readonly height: number },
): Zoom {
  const least = Math.min(fitRow(rows, height), NORMAL_ROW);
  const most = Math.min(LARGEST_ROW, HIGHEST / Math.max(1, rows));
  const next = Math.max(least, Math.min(most, rowHeight * factor));
  const row = (top + y - HEAD_HEIGHT) / rowHeight;
  return { rowHeight: next, top: Math.max(0, row * next - y + HEAD_HEIGHT) };
}
