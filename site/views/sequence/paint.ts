import { dashesIn } from '../../model/density.ts';
import { fitText } from '../../model/fit-text.ts';
import { gapText } from '../../model/gaps.ts';
import { noteText } from '../../model/notes.ts';
import { deathText } from '../../model/packet-label.ts';
import { FATE } from '../../model/packets.ts';
import {
  type Arrow,
  AXIS_WIDTH,
  arrowsIn,
  cursorY,
  foldsIn,
  HEAD_HEIGHT,
  momentsIn,
  notesIn,
  packetsIn,
  type Scene,
  TEXT_ROW,
} from '../../model/scene.ts';
import { seconds } from '../../model/seconds.ts';
import type { Drawing } from '../../session/drawing.ts';

export interface Painted extends Scene {
  readonly drawing: Drawing;
  readonly cursor: number;
  readonly current: number;
}

/** More arrows than this in one picture are drawn as their density. */
const MOST_ARROWS = 1_500;
const FONT = 11;

type Colours = Readonly<
  Record<'ink' | 'soft' | 'faint' | 'line' | 'surface' | 'fold' | 'dead' | 'cursor', string>
>;

/** Draws what is seen of a long run. The same picture as the one of SVG, as far as there is room. */
export function paint(context: CanvasRenderingContext2D, looks: CSSStyleDeclaration, painted: Painted): void {
  const colours = coloursOf(looks);
  context.font = `${FONT}px ${looks.fontFamily}`;
  context.textBaseline = 'alphabetic';
  const { width, height } = painted.viewport;
  rectangle(context, colours.surface, [0, 0, width, height]);
  paintFolds(context, colours, painted);
  paintLanes(context, colours, painted);
  const [first, last] = packetsIn(painted);
  if (last - first > MOST_ARROWS) paintDashes(context, colours, painted);
  else {
    for (const arrow of arrowsIn(painted)) paintArrow(context, colours, painted, arrow);
    paintNotes(context, colours, painted);
  }
  paintCursor(context, colours, painted);
  paintTimes(context, colours, painted);
  paintHeads(context, colours, painted);
}

function coloursOf(looks: CSSStyleDeclaration): Colours {
  const token = (name: string): string => looks.getPropertyValue(`--ho-${name}`).trim();
  return {
    ink: token('ink'),
    soft: token('ink-2'),
    faint: token('ink-3'),
    line: token('line-strong'),
    surface: token('surface'),
    fold: token('surface-2'),
    dead: token('lost'),
    cursor: token('cursor'),
  };
}

type Box = readonly [x: number, y: number, width: number, height: number];

function rectangle(context: CanvasRenderingContext2D, colour: string, box: Box): void {
  context.fillStyle = colour;
  context.fillRect(...box);
}

function line(context: CanvasRenderingContext2D, colour: string, width: number, points: Box): void {
  const [fromX, fromY, toX, toY] = points;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
}

/** Text with an edge of the background's colour, so that lines behind it do not disturb. */
function write(
  context: CanvasRenderingContext2D,
  {
    text,
    x,
    y,
    colour,
    edge,
  }: {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly colour: string;
    readonly edge: string;
  },
): void {
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = edge;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

function paintFolds(context: CanvasRenderingContext2D, colours: Colours, painted: Painted): void {
  const { diagram, geometry, viewport } = painted;
  context.textAlign = 'center';
  for (const { from, to, gap } of foldsIn(diagram, geometry, viewport)) {
    const y = geometry.toY(from) + viewport.rowHeight / 2;
    const high = Math.max(1, geometry.toY(to) - geometry.toY(from));
    rectangle(context, colours.fold, [AXIS_WIDTH, y, viewport.width, high]);
    if (viewport.rowHeight < TEXT_ROW) continue;
    const text = fitText(gapText(gap), geometry.rightX - AXIS_WIDTH, FONT);
    const x = (AXIS_WIDTH + geometry.rightX) / 2;
    write(context, { text, x, y: y + high / 2 + 4, colour: colours.soft, edge: colours.fold });
  }
}

function paintLanes(
  context: CanvasRenderingContext2D,
  colours: Colours,
  { geometry, diagram, viewport }: Painted,
): void {
  const foot = Math.min(viewport.height, geometry.toY(diagram.height));
  for (const x of geometry.columns) line(context, colours.line, 1, [x + 0.5, HEAD_HEIGHT, x + 0.5, foot]);
}

function paintDashes(context: CanvasRenderingContext2D, colours: Colours, painted: Painted): void {
  const { columns } = painted.geometry;
  for (const { y, from, to, dead, count } of dashesIn(painted)) {
    const x = columns[from] ?? 0;
    const half = ((columns[to] ?? x) - x) / 2;
    // Questions fill the half of their way that is theirs, answers the other: both can be seen in one line.
    context.globalAlpha = Math.min(1, 0.3 + Math.log2(count) / 8);
    rectangle(context, dead ? colours.dead : colours.soft, [
      Math.min(x, x + half),
      y,
      Math.abs(half) || 4,
      1,
    ]);
  }
  context.globalAlpha = 1;
}

function paintArrow(
  context: CanvasRenderingContext2D,
  colours: Colours,
  painted: Painted,
  arrow: Arrow,
): void {
  const { packets, viewport, geometry, drawing, current } = painted;
  const { packet, fromX, fromY, toX, toY } = arrow;
  const fate = packets.fate[packet] ?? 0;
  const isDead = fate >= FATE.lost;
  const colour = packet === current ? colours.cursor : isDead ? colours.dead : colours.soft;
  context.setLineDash(DASHES[fate] ?? []);
  line(context, colour, packet === current ? 2.5 : 1.25, [fromX, fromY, toX, toY]);
  context.setLineDash([]);
  if (isDead) paintCross(context, colours.dead, arrow);
  else paintHead(context, colour, arrow);
  if (viewport.rowHeight < TEXT_ROW) return;
  const goesRight = toX >= fromX;
  const between = (geometry.columns[1] ?? geometry.rightX) - (geometry.columns[0] ?? 0);
  context.textAlign = goesRight ? 'left' : 'right';
  const text = fitText(drawing.labelOf(packet), between - 12, FONT);
  write(context, {
    text,
    x: fromX + (goesRight ? 10 : -10),
    y: fromY - 3,
    colour: colours.ink,
    edge: colours.surface,
  });
  if (!isDead) return;
  context.textAlign = 'left';
  const death = fitText(deathText(drawing.run.events, packets, packet), roomBeside(painted, toX), FONT);
  write(context, { text: death, x: toX + 9, y: toY + 4, colour: colours.dead, edge: colours.surface });
}

const DASHES: Readonly<Record<number, number[]>> = { [FATE.duplicate]: [5, 3], [FATE.underWay]: [2, 3] };

function paintCross(context: CanvasRenderingContext2D, colour: string, { toX, toY }: Arrow): void {
  line(context, colour, 2, [toX - 4.5, toY - 4.5, toX + 4.5, toY + 4.5]);
  line(context, colour, 2, [toX - 4.5, toY + 4.5, toX + 4.5, toY - 4.5]);
}

function paintHead(
  context: CanvasRenderingContext2D,
  colour: string,
  { fromX, fromY, toX, toY }: Arrow,
): void {
  const angle = Math.atan2(toY - fromY, toX - fromX);
  context.save();
  context.translate(toX, toY);
  context.rotate(angle);
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(-8, -3.5);
  context.lineTo(-8, 3.5);
  context.fill();
  context.restore();
}

function paintNotes(context: CanvasRenderingContext2D, colours: Colours, painted: Painted): void {
  const { packets, diagram, geometry, viewport, drawing } = painted;
  if (viewport.rowHeight < TEXT_ROW) return;
  context.textAlign = 'left';
  for (const id of notesIn(diagram, geometry, viewport)) {
    const event = drawing.run.events[id - 1];
    if (event === undefined) continue;
    const lane = packets.lanes.laneOf(event.host) ?? 0;
    const x = geometry.columns[diagram.columnOf[lane] ?? 0] ?? 0;
    const y = geometry.toY(diagram.rows[id - 1] ?? 0);
    rectangle(context, colours.faint, [x - 3, y - 3, 6, 6]);
    const text = fitText(noteText(event), roomBeside(painted, x), FONT);
    write(context, { text, x: x + 9, y: y + 4, colour: colours.soft, edge: colours.surface });
  }
}

/** From a place to the next lane, or to the edge. */
const roomBeside = ({ geometry }: Scene, x: number): number =>
  (geometry.columns.find((other) => other > x + 1) ?? geometry.rightX) - x - 16;

function paintCursor(context: CanvasRenderingContext2D, colours: Colours, painted: Painted): void {
  const { viewport, cursor } = painted;
  const y = cursorY(painted, cursor);
  context.globalAlpha = 0.65;
  rectangle(context, colours.surface, [
    AXIS_WIDTH,
    y + 3,
    viewport.width,
    Math.max(0, viewport.height - y - 3),
  ]);
  context.globalAlpha = 1;
  line(context, colours.cursor, 1.5, [0, y, viewport.width, y]);
}

function paintTimes(context: CanvasRenderingContext2D, colours: Colours, painted: Painted): void {
  const { diagram, geometry, viewport, drawing } = painted;
  context.textAlign = 'right';
  const at = (id: number): number => drawing.run.events[id - 1]?.at ?? 0;
  for (const moment of momentsIn(diagram, at, geometry, viewport)) {
    const y = moment.y + 4;
    write(context, {
      text: seconds(moment.at),
      x: AXIS_WIDTH - 8,
      y,
      colour: colours.faint,
      edge: colours.surface,
    });
  }
}

function paintHeads(context: CanvasRenderingContext2D, colours: Colours, painted: Painted): void {
  const { diagram, geometry, viewport } = painted;
  rectangle(context, colours.surface, [0, 0, viewport.width, HEAD_HEIGHT]);
  line(context, colours.line, 1, [0, HEAD_HEIGHT - 0.5, viewport.width, HEAD_HEIGHT - 0.5]);
  for (const [column, name] of diagram.names.entries()) {
    context.textAlign = column === 0 ? 'left' : 'center';
    context.fillStyle = colours.ink;
    context.fillText(name, geometry.columns[column] ?? 0, HEAD_HEIGHT - 9);
  }
}
