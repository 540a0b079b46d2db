import { FATE } from './packets.ts';
import { packetsIn, type Scene } from './scene.ts';

/** Many packets in one line of points: from which column to which, how many, and whether they died. */
export interface Dash {
  readonly y: number;
  readonly from: number;
  readonly to: number;
  readonly dead: boolean;
  readonly count: number;
}

/**
 * What a diagram looks like from far away: one dash for all packets between two columns in one line of points. There
 * are never more of them than there are points to draw them on, however many packets.
 */
export function* dashesIn(scene: Scene): Generator<Dash> {
  const { packets, diagram, geometry, viewport } = scene;
  const columns = diagram.names.length;
  const kinds = columns * columns * 2;
  const lines = Math.max(0, Math.ceil(viewport.height));
  const counts = new Uint32Array(lines * kinds);
  const [first, last] = packetsIn(scene);
  // One row is a fraction of a point here: a line through two known points is all that the loop needs.
  const y0 = geometry.toY(0);
  const slope = geometry.toY(1) - y0;
  for (let packet = first; packet < last; packet++) {
    const row = diagram.rows[(packets.sent[packet] ?? 0) - 1] ?? 0;
    const line = Math.floor(y0 + slope * row);
    if (line < 0 || line >= lines) continue;
    const from = diagram.columnOf[packets.from[packet] ?? 0] ?? 0;
    const to = diagram.columnOf[packets.to[packet] ?? 0] ?? 0;
    const dead = (packets.fate[packet] ?? 0) >= FATE.lost ? 1 : 0;
    const at = line * kinds + (from * columns + to) * 2 + dead;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] ?? 0;
    if (count === 0) continue;
    const kind = at % kinds;
    const pair = kind >> 1;
    const y = Math.floor(at / kinds);
    yield { y, from: Math.floor(pair / columns), to: pair % columns, dead: (kind & 1) === 1, count };
  }
}
