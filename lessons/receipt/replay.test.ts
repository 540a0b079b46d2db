import { describe, expect, it } from 'vitest';
import { COURSE, exerciseOf } from '../course/index.ts';
import { mistakes } from '../exercise/mistakes.ts';
import type { Task } from '../exercise/task.ts';
import { accountOf } from './account.ts';
import type { LearningRecord } from './record.ts';
import { replay } from './replay.ts';
import { allSolved, droppedIsClosed, LESSON, learn, lessonOf, type Turn, taskFor } from './testing/learn.ts';

const replayed = (record: LearningRecord) => replay(record, { exerciseOf });
const accounted = (record: LearningRecord) => accountOf(record, replayed(record), COURSE);

describe('a replay', () => {
  it('agrees with who solved all, and gives the whole score', () => {
    const record = learn('Ada', allSolved());
    expect(replayed(record).attempts.map(({ agrees, passed, score }) => ({ agrees, passed, score }))).toEqual(
      lessonOf(LESSON).exercises.map(() => ({ agrees: true, passed: true, score: 1 })),
    );
  });

  it('agrees with every typical mistake, and passes none', () => {
    const turns = lessonOf(LESSON).exercises.flatMap(({ id }): Turn[] =>
      mistakes(taskFor('Ada', id)).map((_, index) => ({
        exercise: id,
        answer: (task: Task) => mistakes(task)[index] ?? { kind: 'worked', stops: 0 },
      })),
    );
    const { attempts } = replayed(learn('Ada', turns));
    expect(attempts).toHaveLength(turns.length);
    expect(attempts.filter(({ agrees, passed }) => !agrees || passed)).toEqual([]);
    expect(attempts.filter(({ failed }) => failed.length === 0)).toEqual([]);
  });

  it('finds a claim that the answer does not bear out', () => {
    const turn = { exercise: 'predict', answer: droppedIsClosed, claim: { passed: true, score: 1 } };
    const [attempt] = replayed(learn('Ada', [turn])).attempts;
    // One of four ports is wrong.
    expect(attempt).toMatchObject({ agrees: false, passed: false, score: 0.75 });
  });

  it('finds answers to the numbers of somebody else', () => {
    const ada = learn('Ada', [{ exercise: 'predict' }]);
    expect(replayed({ ...ada, learner: 'Eve' }).attempts[0]).toMatchObject({ agrees: false, passed: false });
    expect(replayed({ ...ada, salt: 'last year' }).attempts[0]).toMatchObject({ agrees: false });
  });

  it('lists what this course does not have, and goes on', () => {
    const ada = learn('Ada', [{ exercise: 'predict' }]);
    const tries = ada.lessons[LESSON]?.predict ?? [];
    const lessons = {
      ...ada.lessons,
      newer: { exit: tries },
      [LESSON]: { predict: tries, 'build-more': tries },
    };
    const { attempts, unknown } = replayed({ ...ada, lessons });
    expect(attempts.map(({ exercise, agrees }) => ({ exercise, agrees }))).toEqual([
      { exercise: 'predict', agrees: true },
    ]);
    expect([...unknown].sort()).toEqual(['newer/exit', `${LESSON}/build-more`]);
  });

  it('gives nothing for an answer of another kind, and lives through a lab and a line that are hostile', () => {
    const hostile = [
      { kind: 'worked', stops: 64 } as const,
      { kind: 'build', labText: 'a: &a [*a, *a]' } as const,
      { kind: 'build', labText: '\u0000'.repeat(60_000), line: 'nmap -p- 0.0.0.0/0' } as const,
    ];
    const turns = hostile.map(
      (answer): Turn => ({ exercise: 'build', answer: () => answer, claim: { passed: true, score: 1 } }),
    );
    for (const attempt of replayed(learn('Ada', turns)).attempts)
      expect(attempt).toMatchObject({ agrees: false, passed: false, score: 0 });
  });
});

describe('the account of a learner', () => {
  const closed = Number(taskFor('Bob', 'build').values?.closed);
  const bob = learn('Bob', [
    {
      exercise: 'diagnostic',
      answer: () => ({ kind: 'choice', chosen: { filtered: 'nobody', open: 'weak' } }),
    },
    { exercise: 'predict', answer: droppedIsClosed, hints: 2 },
    { exercise: 'predict', hints: 3, solutionShown: true },
    { exercise: 'predict', round: 1, hints: 1 },
    { exercise: 'build', answer: (task) => mistakes(task)[1] ?? { kind: 'worked', stops: 0 } },
    { exercise: 'exit' },
  ]);
  const account = accounted(bob);

  it('compares before and after', () => {
    expect(account).toMatchObject({ before: 0, after: 1 });
  });

  it('counts what was met by the card', () => {
    // The diagnostic, the dropped port taken for closed, and the goal "filtered" that no rule brings about.
    expect(account.misconceptions).toEqual([
      { id: 'filtered-is-closed', times: 3 },
      { id: 'open-is-attackable', times: 1 },
    ]);
  });

  it('counts attempts, and hints and solutions once a set of numbers', () => {
    expect(account).toMatchObject({ attempts: 6, hints: 3 + 1, solutions: 1 });
  });

  it('gives the mean of the best scores, and no lesson for done that is not', () => {
    // Of eight exercises that count: predict and exit whole, of build four marks in five.
    expect(account.score).toBeCloseTo((1 + 1 + 4 / 5) / 8, 10);
    expect(account.complete).toBe(0);
    expect(account.lessons.map(({ slug }) => slug)).toEqual([LESSON]);
  });

  it('says why something failed, and first what was never passed', () => {
    expect(account.failures).toMatchObject([
      { exercise: 'build', times: 1, passedLater: false, says: `Port ${closed} still answers.` },
      { exercise: 'predict', times: 1, passedLater: true },
    ]);
    expect(account.failures[1]?.says).toMatch(/^A closed port answers\. .* \d+\/tcp is filtered\.$/);
  });

  it('goes by the replay and not by the claims', () => {
    const claim = { passed: true, score: 1 };
    const nothing = { kind: 'worked', stops: 0 } as const;
    const liar = learn(
      'Liar',
      allSolved().map((turn) => ({ ...turn, answer: () => nothing, claim })),
    );
    expect(accounted(liar)).toMatchObject({ score: 0, complete: 0 });
  });
});
