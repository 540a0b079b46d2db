import type { PortState } from '../../engine/technique/index.ts';

/**
 * A shape for each state, so that none is told by colour alone. A circle speaks of the port (something answered for
 * it), a square of what stands before it; full where the way is open or the wall is closed; halved where silence
 * leaves two answers.
 */
export interface StateGlyph {
  readonly shape: 'circle' | 'square' | 'question';
  readonly fill: 'full' | 'empty' | 'half';
}

export const STATE_GLYPHS: Readonly<Record<PortState, StateGlyph>> = {
  open: { shape: 'circle', fill: 'full' },
  closed: { shape: 'circle', fill: 'empty' },
  filtered: { shape: 'square', fill: 'full' },
  unfiltered: { shape: 'square', fill: 'empty' },
  'open|filtered': { shape: 'circle', fill: 'half' },
  'closed|filtered': { shape: 'square', fill: 'half' },
  unknown: { shape: 'question', fill: 'empty' },
};
