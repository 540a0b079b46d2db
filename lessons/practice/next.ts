import { invariant } from '../../engine/base/invariant.ts';
import { type LearningRecord, MOST } from '../receipt/record.ts';
import { GAP, type Standing, standings } from './boxes.ts';
import { type Beliefs, beliefsOf, turnsOf } from './history.ts';
import { type PracticeItem, poolFor } from './pool.ts';

/** Where an item is kept in a record. */
export interface PlaceOf {
  readonly lesson: string;
  readonly exercise: string;
}

/** What comes next, and how everything stands. */
export interface Practice {
  readonly next: PracticeItem;
  readonly standings: readonly Standing[];
}

/**
 * The next item of endless practice. It follows from the record alone, so that the same learner is asked the same thing
 * on every machine. `leave` is one that was put aside unanswered.
 *
 * Three wishes pull at it: what was wrong is to come back soon, what is new is to be met, and what is known is not to be
 * forgotten. Each third turn goes to what was wrong, the others to what is new; once everything was met, what was wrong
 * comes first, and then what has waited longest, measured by the gap of its box. What bears on a belief that the learner's
 * wrong answers show counts as having waited longer. As waiting has no upper end, nothing vanishes.
 */
export function nextItem(record: LearningRecord, leave?: PlaceOf): Practice {
  const pool = poolFor(record);
  const turns = turnsOf(record, pool);
  const all = standings(pool, turns);
  const beliefs = beliefsOf(record);
  const last = turns.at(-1)?.item;
  const free = all.filter(
    ({ item, right, wrong }) =>
      item !== last &&
      !(item.lesson === leave?.lesson && item.exercise.id === leave.exercise) &&
      right + wrong < MOST.attempts,
  );
  const again = free.filter(({ box, waited }) => box === 1 && waited >= GAP[1]);
  const fresh = newOnes(all, free, beliefs);
  const known = free.filter(({ box }) => box !== undefined);
  const isForAgain = turns.length % 3 === 2;
  const wished = isForAgain ? [mostUrgent(again, beliefs), fresh] : [fresh, mostUrgent(again, beliefs)];
  const next = wished.find((one) => one !== undefined) ?? mostUrgent(known, beliefs) ?? all[0];
  invariant(next !== undefined, 'there is something to practise');
  return { next: next.item, standings: all };
}

/** Faults that bear on what was believed, then the easier ones; after every third something of the lessons, of a new kind if there is one. */
function newOnes(
  all: readonly Standing[],
  free: readonly Standing[],
  beliefs: Beliefs,
): Standing | undefined {
  const met = all.filter(({ box }) => box !== undefined);
  const faultsMet = met.filter(({ item }) => item.kind === 'fault').length;
  const fresh = free.filter(({ box }) => box === undefined);
  const faults = fresh.filter(({ item }) => item.kind === 'fault');
  const others = fresh.filter(({ item }) => item.kind !== 'fault');
  const fault = [...faults].sort((a, b) => shownIn(b, beliefs) - shownIn(a, beliefs))[0];
  const other = others.find(({ item }) => !met.some((one) => one.item.kind === item.kind)) ?? others[0];
  return met.length - faultsMet < Math.floor(faultsMet / 3) ? (other ?? fault) : (fault ?? other);
}

const mostUrgent = (standings: readonly Standing[], beliefs: Beliefs): Standing | undefined =>
  standings.reduce<Standing | undefined>(
    (best, one) => (best === undefined || urgency(one, beliefs) > urgency(best, beliefs) ? one : best),
    undefined,
  );

/** 1 where it is due; a belief that was shown makes it up to twice as urgent. */
const urgency = (standing: Standing, beliefs: Beliefs): number =>
  (standing.waited / GAP[standing.box ?? 1]) *
  (1 + Math.min(shownIn(standing, beliefs), MOST_SHOWN) / MOST_SHOWN);

const MOST_SHOWN = 4;

const shownIn = ({ item }: Standing, beliefs: Beliefs): number =>
  item.misconceptions.reduce((sum, id) => sum + (beliefs.get(id) ?? 0), 0);
