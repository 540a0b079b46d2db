import { describe, expect, it } from 'vitest';
import { loadLab } from '../../simulator/lab/index.ts';
import type { PortRow } from '../../site/model/scan-view.ts';
import { runLine } from '../exercise/run.ts';
import { holds } from '../goals/check.ts';
import { gradeOf } from '../prose/grade.ts';
import { MAX_GRADE } from '../prose/size.ts';
import type { Card, World } from './card.ts';
import { MISCONCEPTION_IDS } from './ids.ts';
import { CARDS } from './index.ts';
import { seenIn } from './seen.ts';
import { cardTitle } from './titles.ts';

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

  it.each(CARDS)('let a reader of the page see the difference: $id', (card) => {
    const shown = (world: World): string => {
      const ran = runLine(world.labText, world.line);
      if (!ran.ok) throw new Error(ran.error);
      const { hosts, elapsedUs } = ran.value.scan;
      const ports = hosts.map(({ state, ports: rows }) => [state, rows.map(wordsOf)]);
      const seen = seenIn(world, card).map((one) =>
        one.kind === 'count' ? [one.what, one.count] : [one.line, one.from, one.port, wordsOf(one.row)],
      );
      return JSON.stringify([ports, seen, Math.round(elapsedUs / 1e6)]);
    };
    expect(shown(card.real)).not.toBe(shown(card.implied));
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

  it.each(CARDS)('do not give the right answer away by its length: $id', ({ question: { options } }) => {
    const right = options.filter((option) => option.right === true).map(({ text }) => text.length);
    const others = options.filter((option) => option.right !== true).map(({ text }) => text.length);
    const longest = Math.max(...others);
    expect(Math.max(...right)).toBeLessThanOrEqual(Math.max(longest * 1.3, longest + 8));
  });

  it('have the right answer first, in the middle and last about as often', () => {
    const places = CARDS.map(({ question }) => question.options.findIndex(({ right }) => right === true));
    for (const place of [0, 1, 2])
      expect(places.filter((one) => one === place).length).toBeGreaterThanOrEqual(CARDS.length / 4);
  });

  it('read at grade 9 or below, each by itself', () => {
    const hard = CARDS.map(({ id, ...card }) => ({ id, grade: gradeOf(sentencesOf({ id, ...card })) }));
    expect(hard.filter(({ grade }) => grade > MAX_GRADE)).toEqual([]);
  });
});

const wordsOf = ({ port, state, reason }: PortRow): string => `${port} ${state} ${reason}`;

/** All that a reader sees of a card in prose; what stands between backticks is no prose. */
const sentencesOf = ({ id, correction, look, real, implied, question }: Card): readonly string[] =>
  [cardTitle(id), correction, look, real.says, implied.says, question.ask]
    .concat(question.options.flatMap(({ text, says }) => [text, says]))
    .flatMap((text) => text.replaceAll(/`[^`]*`/g, 'x').split(/(?<=[.?:])\s+/));
