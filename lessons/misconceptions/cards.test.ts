import { describe, expect, it } from 'vitest';
import { loadLab } from '../../simulator/lab/index.ts';
import { holds } from '../goals/check.ts';
import type { World } from './card.ts';
import { MISCONCEPTION_IDS } from './ids.ts';
import { CARDS } from './index.ts';

/** The line of a world is the `own` line of what is asserted of it. */
function bearsOut({ labText, line }: World, { shows }: Pick<World, 'shows'>): readonly boolean[] {
  const lab = loadLab(labText);
  if (!lab.ok) throw new Error(lab.error.map(({ message }) => message).join(' '));
  return shows.map((assertion) => holds(assertion, { lab: lab.value, labText, line }));
}

describe('the cards', () => {
  it('are one for each misconception, in their order', () => {
    expect(CARDS.map(({ id }) => id)).toEqual(MISCONCEPTION_IDS);
  });

  it.each(CARDS)('show in each world what they say of it, and not in the other: $id', ({ real, implied }) => {
    expect({ real: bearsOut(real, real), implied: bearsOut(implied, implied) }).toEqual({
      real: real.shows.map(() => true),
      implied: implied.shows.map(() => true),
    });
    expect(bearsOut(implied, real)).toContain(false);
    expect(bearsOut(real, implied)).toContain(false);
  });

  it.each(CARDS)(
    'ask one question, which the belief and the fact answer differently: $id',
    ({ question }) => {
      const { options } = question;
      expect(options.length).toBeGreaterThanOrEqual(3);
      expect(options.filter(({ right }) => right === true)).toHaveLength(1);
      const believers = options.filter(({ believes }) => believes === true);
      expect(believers.length).toBeGreaterThan(0);
      expect(believers.some(({ right }) => right === true)).toBe(false);
    },
  );
});
