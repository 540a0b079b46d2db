import { bisectLeft, bisectRight, scaleLinear } from 'd3';
import type { EventId } from '../../engine/trace/index.ts';
import type { Diagram, Fold } from './diagram.ts';
import { FATE, type Packets } from './packets.ts';

/** The part of a diagram that is looked at. Lengths are pixels. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  /** How far down the diagram the upper edge is. */
  readonly top: number;
  readonly rowHeight: number;
}

/** The lines of a diagram: where lanes, rows and the time stand. */
export interface Geometry {
  readonly columns: readonly number[];
  /** How much of the right is left to texts. */
  readonly rightX: number;
  toY(row: number): number;
  toRow(y: number): number;
}

export const AXIS_WIDTH = 70;
export const HEAD_HEIGHT = 28;
/** Below this, rows are too near each other for texts. */
export const TEXT_ROW = 11;

export function geometryOf({ names }: Diagram, { width, top, rowHeight }: Viewport): Geometry {
  // A rule beside a cross, `INPUT rule 1 DROP`, is to be read where there is any room for it.
  const right = Math.max(96, Math.min(260, width * 0.3));
  const between = (width - AXIS_WIDTH - 10 - right) / Math.max(1, names.length - 1);
  const scale = scaleLinear([0, 1], [HEAD_HEIGHT - top, HEAD_HEIGHT - top + rowHeight]);
  return {
    columns: names.map((_, column) => Math.round(AXIS_WIDTH + 10 + column * between)),
    rightX: width - 4,
    toY: scale,
    toRow: (y) => scale.invert(y),
  };
}

/** Below the row of the cursor: what has happened stands above its line. */
export function cursorY(
  { diagram, geometry, viewport }: Pick<Scene, 'diagram' | 'geometry' | 'viewport'>,
  cursor: EventId,
): number {
  return geometry.toY(diagram.rows[cursor - 1] ?? 0) + viewport.rowHeight / 2;
}

/** One packet as it is drawn. */
export interface Arrow {
  readonly packet: number;
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** All that a picture is drawn from. */
export interface Scene {
  readonly packets: Packets;
  readonly diagram: Diagram;
  readonly geometry: Geometry;
  readonly viewport: Viewport;
}

/** The packets that may be seen: from the first one, up to before the last one. */
export function packetsIn({ packets, diagram, geometry, viewport }: Scene): readonly [number, number] {
  const above = geometry.toRow(0) - diagram.longest - 1;
  return [
    firstSentFrom(packets, diagram, above),
    firstSentFrom(packets, diagram, geometry.toRow(viewport.height)),
  ];
}

function firstSentFrom({ sent, length }: Packets, { rows }: Diagram, row: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[(sent[middle] ?? 0) - 1] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What of the packets can be seen, in their order. */
export function* arrowsIn(scene: Scene): Generator<Arrow> {
  const { packets, diagram, geometry } = scene;
  const { toY, toRow } = geometry;
  const rowOf = (id: EventId): number => diagram.rows[id - 1] ?? 0;
  const xOf = (lane: number | undefined): number => geometry.columns[diagram.columnOf[lane ?? 0] ?? 0] ?? 0;
  const above = toRow(0);
  const [first, last] = packetsIn(scene);
  for (let packet = first; packet < last; packet++) {
    const begin = rowOf(packets.sent[packet] ?? 0);
    const ends = packets.end[packet] ?? 0;
    const end = Math.max(begin + LEAST_ROWS, ends === 0 ? 0 : rowOf(ends));
    if (end < above) continue;
    const fromX = xOf(packets.from[packet]);
    const goalX = xOf(packets.to[packet]);
    // A lost packet has come half the way; nobody saw where one ended that is under way.
    const reach = packets.fate[packet] === FATE.lost || ends === 0 ? 0.5 : 1;
    const toX = goalX === fromX ? fromX + STUB : fromX + (goalX - fromX) * reach;
    yield { packet, fromX, fromY: toY(begin), toX, toY: toY(end) };
  }
}

/** However fast, an arrow shows which way it goes. */
const LEAST_ROWS = 0.4;
/** A packet that never left its host, and one over the loopback. */
const STUB = 18;

/** The events of the notes that can be seen. */
export function notesIn(
  { notes, rows }: Diagram,
  { toRow }: Geometry,
  { height }: Viewport,
): readonly EventId[] {
  const first = bisectLeft(rows, toRow(0) - 1) + 1;
  const last = bisectRight(rows, toRow(height));
  return Array.from(notes.subarray(bisectLeft(notes, first), bisectRight(notes, last)));
}

export function foldsIn({ folds }: Diagram, { toRow }: Geometry, { height }: Viewport): readonly Fold[] {
  const starts = folds.map(({ from }) => from);
  const first = bisectLeft(starts, toRow(0)) - 1;
  return folds.slice(Math.max(0, first), bisectRight(starts, toRow(height)));
}

/** Events at which the time is written: the first of each moment, as far as there is room. */
export function momentsIn(
  { rows }: Diagram,
  times: (id: EventId) => number,
  { toRow, toY }: Geometry,
  { height }: Viewport,
): readonly { readonly y: number; readonly at: number }[] {
  const moments: { y: number; at: number }[] = [];
  const last = bisectRight(rows, toRow(height));
  let id = Math.max(1, bisectLeft(rows, toRow(HEAD_HEIGHT)));
  while (id <= last) {
    const y = toY(rows[id - 1] ?? 0);
    const at = times(id);
    if (at !== moments.at(-1)?.at) moments.push({ y, at });
    // The next event that stands far enough below: however dense, there is a label every few lines.
    id = Math.max(id + 1, bisectLeft(rows, toRow(y + TIME_LABEL)) + 1);
  }
  return moments;
}

const TIME_LABEL = 16;

/** The event to move to where somebody chose a place: the nearer end of an arrow, or a note; 0 where nothing is. */
export function eventNear(scene: Scene, { x, y }: { readonly x: number; readonly y: number }): EventId {
  const { packets, diagram, geometry, viewport } = scene;
  let best: EventId = 0;
  let nearest = NEAR;
  for (const arrow of arrowsIn(scene)) {
    const away = distance(arrow, x, y);
    if (away >= nearest) continue;
    nearest = away;
    const isAtEnd = Math.abs(x - arrow.toX) < Math.abs(x - arrow.fromX);
    const [sent, end] = [packets.sent[arrow.packet] ?? 0, packets.end[arrow.packet] ?? 0];
    best = isAtEnd && end > 0 ? end : sent;
  }
  for (const id of notesIn(diagram, geometry, viewport)) {
    const away = Math.abs(geometry.toY(diagram.rows[id - 1] ?? 0) - y);
    if (away < Math.min(nearest, viewport.rowHeight / 2)) [best, nearest] = [id, away];
  }
  return best;
}

/** Half of what a finger needs. */
const NEAR = 12;

function distance({ fromX, fromY, toX, toY }: Arrow, x: number, y: number): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const along = ((x - fromX) * dx + (y - fromY) * dy) / Math.max(1, dx * dx + dy * dy);
  const at = Math.max(0, Math.min(1, along));
  return Math.hypot(x - fromX - at * dx, y - fromY - at * dy);
}
