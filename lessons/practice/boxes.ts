import type { Turn } from './history.ts';
import type { PracticeItem } from './pool.ts';

/**
 * Leitner's boxes (S. Leitner, So lernt man lernen, 1972): what is known moves a box up and comes back later, what is
 * not goes back to the first. Spacing that doubles suits knowledge whose half-life grows with each success; five boxes
 * are enough for a course of some months.
 */
export const BOXES = [1, 2, 3, 4, 5] as const;
export type Box = (typeof BOXES)[number];

/** How many other turns lie between two meetings of an item, by its box: near enough to be of use, not by heart. */
export const GAP: Readonly<Record<Box, number>> = { 1: 3, 2: 6, 3: 12, 4: 24, 5: 48 };

/** How an item stands with a learner. */
export interface Standing {
  readonly item: PracticeItem;
  /** Absent until it was met. */
  readonly box?: Box;
  readonly right: number;
  readonly wrong: number;
  /** Turns at other items since it was last met. */
  readonly waited: number;
}

export const standings = (pool: readonly PracticeItem[], turns: readonly Turn[]): readonly Standing[] =>
  pool.map((item) => {
    const own = turns.filter((turn) => turn.item === item);
    const right = own.filter(({ isRight }) => isRight).length;
    const box = own.reduce<Box | undefined>((before, { isRight }) => moved(before, isRight), undefined);
    const last = turns.findLastIndex((turn) => turn.item === item);
    return {
      item,
      ...(box === undefined ? {} : { box }),
      right,
      wrong: own.length - right,
      waited: turns.length - 1 - last,
    };
  });

/** What is right the first time has shown that it is known: it begins in the second box. */
function moved(box: Box | undefined, isRight: boolean): Box {
  if (!isRight) return 1;
  return BOXES.find((higher) => higher > (box ?? 1)) ?? 5;
}
