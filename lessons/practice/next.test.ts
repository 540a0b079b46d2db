import { describe, expect, it } from 'vitest';
import { COURSE } from '../course/index.ts';
import { drawFrom } from '../exercise/draw.ts';
import { mistakes, nothingDone } from '../exercise/mistakes.ts';
import { seedOf } from '../exercise/seed.ts';
import { FAULTS, PRACTICE } from '../faults/index.ts';
import { attemptsAt, emptyRecord, type LearningRecord, withAttempt } from '../receipt/record.ts';
import { nextItem } from './next.ts';
import type { PracticeItem } from './pool.ts';

const key = ({ lesson, exercise }: PracticeItem): string => `${lesson}/${exercise.id}`;

/** One turn more: the item is answered with new numbers. What the answer was matters only where it is a mistake. */
function answered(record: LearningRecord, item: PracticeItem, isRight: boolean, at: number): LearningRecord {
  const { lesson, exercise } = item;
  const round = (attemptsAt(record, lesson, exercise.id).at(-1)?.round ?? -1) + 1;
  const { salt, learner } = record;
  const task = exercise.make(drawFrom(seedOf({ salt, learner, lesson, exercise: exercise.id, round })));
  const answer = isRight ? nothingDone(task) : (mistakes(task)[0] ?? nothingDone(task));
  return withAttempt(record, lesson, exercise.id, {
    round,
    at: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
    answer,
    hints: 0,
    solutionShown: false,
    commands: [],
    passed: isRight,
    score: isRight ? 1 : 0.5,
  });
}

type Knows = (item: PracticeItem, turn: number) => boolean;

/** The items that a learner meets, one after the other. */
function practise(turns: number, knows: Knows, begin = emptyRecord()) {
  let record = begin;
  const met: string[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const { next } = nextItem(record);
    met.push(key(next));
    record = answered(record, next, knows(next, turn), turn);
  }
  return { met, record };
}

const always: Knows = () => true;
const never: Knows = () => false;
const ALL_FAULTS = FAULTS.map(({ id }) => `${PRACTICE}/${id}`);

describe('practice', () => {
  it.each([
    ['knows everything', always],
    ['knows nothing', never],
    ['knows every other one', (_: PracticeItem, turn: number) => turn % 2 === 0],
  ] as const)('shows every kind within 16 items to who %s', (_, knows) => {
    const { met } = practise(16, knows);
    expect(ALL_FAULTS.filter((fault) => !met.includes(fault))).toEqual([]);
    const [first] = COURSE;
    for (const step of ['predict', 'machine']) expect(met).toContain(`${first?.slug}/${step}`);
  });

  it('follows from the record alone', () => {
    const { record } = practise(9, (_, turn) => turn % 3 > 0);
    const copy: LearningRecord = JSON.parse(JSON.stringify(record));
    expect(key(nextItem(copy).next)).toBe(key(nextItem(record).next));
  });

  it.each(ALL_FAULTS)('comes back to %s within six items after it went wrong', (fault) => {
    const { met } = practise(40, (item) => key(item) !== fault);
    const first = met.indexOf(fault);
    expect(met.slice(first + 1, first + 7)).toContain(fault);
    expect(met.slice(first + 1, first + 4)).not.toContain(fault);
  });

  it('asks for what goes wrong more often than for what is known', () => {
    const often = ALL_FAULTS[3] ?? '';
    const { met } = practise(120, (item) => key(item) !== often);
    const times = (one: string): number => met.filter((name) => name === one).length;
    for (const fault of ALL_FAULTS.filter((one) => one !== often))
      expect(times(often)).toBeGreaterThan(2 * times(fault));
  });

  it('lets what is known come back ever later, and never vanish', () => {
    const doubtful = ALL_FAULTS[0] ?? '';
    const { met } = practise(300, (item) => key(item) !== doubtful);
    const places = met.flatMap((name, index) => (name === ALL_FAULTS[4] ? [index] : []));
    const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
    expect(gaps.length).toBeGreaterThan(3);
    expect(gaps.at(-1)).toBeGreaterThan(gaps[0] ?? 0);
    const late = new Set(met.slice(150));
    expect(ALL_FAULTS.filter((fault) => !late.has(fault))).toEqual([]);
  });

  it('never asks for the same twice in a row, nor for what was put aside', () => {
    const { met, record } = practise(60, never);
    expect(met.filter((name, index) => name === met[index - 1])).toEqual([]);
    const { next } = nextItem(record);
    const leave = { lesson: next.lesson, exercise: next.exercise.id };
    expect(key(nextItem(record, leave).next)).not.toBe(key(next));
  });

  it('begins with what the lessons have shown to be believed', () => {
    const [lesson] = COURSE;
    const predict = lesson?.exercises.find(({ id }) => id === 'predict');
    if (lesson === undefined || predict === undefined) throw new Error('no lesson');
    const fresh = key(nextItem(emptyRecord()).next);
    const task = predict.make(
      drawFrom(seedOf({ salt: '', learner: '', lesson: lesson.slug, exercise: 'predict', round: 0 })),
    );
    const local =
      task.kind === 'predict' ? task.asks.find((ask) => ask.wrong?.open?.misconception) : undefined;
    const record = withAttempt(emptyRecord(), lesson.slug, 'predict', {
      round: 0,
      at: '2026-01-01T00:00:00.000Z',
      answer: { kind: 'predict', states: { [local?.port ?? '']: 'open' }, sure: {} },
      hints: 0,
      solutionShown: false,
      commands: [],
      passed: false,
      score: 0,
    });
    const { next } = nextItem(record);
    expect(key(next)).not.toBe(fresh);
    expect(next.misconceptions).toContain('binding-is-firewall');
  });

  it('holds a solution that was shown for not known', () => {
    const { next } = nextItem(emptyRecord());
    const record = answered(emptyRecord(), next, true, 0);
    const shown: LearningRecord = JSON.parse(
      JSON.stringify(record).replace('"solutionShown":false', '"solutionShown":true'),
    );
    const boxOf = (of: LearningRecord) =>
      nextItem(of).standings.find(({ item }) => key(item) === key(next))?.box;
    expect([boxOf(record), boxOf(shown)]).toEqual([2, 1]);
  });
});
