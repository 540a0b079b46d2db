/** Which rows of a long list are to be made: those in sight, and some beyond either edge. */
export interface RowWindow {
  readonly first: number;
  /** One behind the last. */
  readonly end: number;
}

const BEYOND = 8;

export function windowOf(top: number, height: number, rowHeight: number, length: number): RowWindow {
  const first = Math.max(0, Math.min(length, Math.floor(top / rowHeight) - BEYOND));
  const end = Math.min(length, Math.ceil((top + height) / rowHeight) + BEYOND);
  return { first, end: Math.max(first, end) };
}

/** How far down to scroll so that a row is in sight; where it is, nothing changes. */
export function scrollFor(row: number, top: number, height: number, rowHeight: number): number {
  const y = row * rowHeight;
  if (y < top) return y;
  return y + rowHeight > top + height ? y + rowHeight - height : top;
}
