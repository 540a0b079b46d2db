import { describe, expect, it } from 'vitest';
import { COURSE } from '../course/index.ts';
import { gradeClass, type HandedIn } from './class.ts';
import { readReceipt, writeReceipt } from './receipt.ts';
import type { LearningRecord } from './record.ts';
import { droppedIsClosed, LESSON, learn, MADE } from './testing/learn.ts';

const three = [{ exercise: 'diagnostic' }, { exercise: 'predict' }, { exercise: 'exit' }];

const fileOf = (file: string, record: LearningRecord, made = MADE): HandedIn => ({
  file,
  read: readReceipt(writeReceipt(record, made)),
});

function flagsOf(handedIn: readonly HandedIn[], salt?: string): Record<string, string[]> {
  const { rows } = gradeClass(handedIn, { course: COURSE, ...(salt === undefined ? {} : { salt }) });
  return Object.fromEntries(rows.map(({ file, flags }) => [file, flags.map(({ says }) => says)]));
}

describe('receipts of a class', () => {
  it('are not flagged where each learner did their own', () => {
    const class_ = ['Ada', 'Bob', 'Carla'].map((name, index) =>
      fileOf(`${name}.json`, learn(name, three, index * 10)),
    );
    expect(flagsOf(class_)).toEqual({ 'Ada.json': [], 'Bob.json': [], 'Carla.json': [] });
  });

  it('are not flagged for the same answers at other times, nor for one answer in the same moment', () => {
    const [ada, bob] = [learn('Ada', three), learn('Bob', three, 30)];
    const diagnostic = ada.lessons[LESSON]?.diagnostic ?? [];
    const meets = { ...bob, lessons: { [LESSON]: { ...bob.lessons[LESSON], diagnostic } } };
    expect(flagsOf([fileOf('a.json', ada), fileOf('b.json', meets)])).toEqual({ 'a.json': [], 'b.json': [] });
  });

  it('are equal where answers and times are, whatever name is on them: both are told', () => {
    const ada = learn('Ada', three);
    const flags = flagsOf([
      fileOf('a.json', ada),
      fileOf('e.json', { ...ada, learner: 'Eve' }, '2026-03-02T12:00:00.000Z'),
    ]);
    expect(flags['a.json']).toEqual(['equal to e.json: the same answers at the same times']);
    expect(flags['e.json']).toContain('equal to a.json: the same answers at the same times');
  });

  it('are equal in part where somebody did more', () => {
    const ada = learn('Ada', three);
    const more = learn('Eve', [{ exercise: 'worked' }], 50);
    const lessons = { [LESSON]: { ...ada.lessons[LESSON], ...more.lessons[LESSON] } };
    const flags = flagsOf([fileOf('a.json', ada), fileOf('e.json', { ...ada, learner: 'Eve', lessons })]);
    expect(flags['e.json']).toContain('3 of 4 answers equal to a.json, at the same times');
  });

  it('are equal where nobody put a name and the files are the same', () => {
    const nobody = learn('', three);
    expect(flagsOf([fileOf('a.json', nobody), fileOf('b.json', nobody)])).toEqual({
      'a.json': ['equal to b.json: the same answers at the same times'],
      'b.json': ['equal to a.json: the same answers at the same times'],
    });
  });

  it('say what they claim and what the replay gives', () => {
    const claim = { passed: true, score: 1 };
    const forged = learn('Dan', [{ exercise: 'predict', answer: droppedIsClosed, claim }]);
    expect(flagsOf([fileOf('d.json', forged)])).toEqual({
      'd.json': [`${LESSON}/predict attempt 1 claims 100 %, replay gives 75 %`],
    });
  });

  it('say with which word they were made, where the teacher asks', () => {
    const class_ = [
      fileOf('a.json', learn('Ada', three, 0, 'autumn')),
      fileOf('b.json', learn('Bob', three, 30, 'spring')),
    ];
    expect(flagsOf(class_, 'autumn')).toEqual({
      'a.json': [],
      'b.json': ['made with the word "spring", not with "autumn"'],
    });
    expect(flagsOf(class_)).toEqual({ 'a.json': [], 'b.json': [] });
    expect(gradeClass(class_, { course: COURSE }).words).toEqual(['autumn', 'spring']);
  });

  it('count once for a learner, by the latest, which says so', () => {
    const early = fileOf('z.json', learn('Ada', three.slice(0, 1)), '2026-03-01T11:00:00.000Z');
    const late = fileOf('a.json', learn('Ada', three), '2026-03-01T13:00:00.000Z');
    for (const class_ of [
      [early, late],
      [late, early],
    ]) {
      expect(flagsOf(class_)).toEqual({
        'a.json': ['the latest of 2 receipts by this name; left out: z.json'],
      });
      expect(gradeClass(class_, { course: COURSE }).leftOut.map(({ file }) => file)).toEqual(['z.json']);
    }
  });

  it('keep their row where they were changed, and also where they cannot be read', () => {
    const text = writeReceipt(learn('Carla', three), MADE);
    const changed = { file: 'c.json', read: readReceipt(text.replace('"hints": 0', '"hints": 1')) };
    const broken = { file: 'x.json', read: readReceipt(text.slice(1)) };
    const { rows } = gradeClass([changed, broken], { course: COURSE });
    expect(rows.map(({ file, isValid, flags }) => [file, isValid, flags.map(({ says }) => says)])).toEqual([
      ['c.json', false, ['changed after it was made']],
      ['x.json', false, ['cannot be read: The file is no JSON']],
    ]);
    expect(rows[0]?.account?.attempts).toBe(3);
    expect(rows[1]?.account).toBeUndefined();
  });

  it('count the misconceptions by learners, the most frequent first', () => {
    const asked = (filtered: string, open: string) => ({
      exercise: 'diagnostic',
      answer: () => ({ kind: 'choice' as const, chosen: { filtered, open } }),
    });
    const class_ = [
      fileOf('a.json', learn('Ada', [asked('unknown', 'weak'), asked('unknown', 'weak')])),
      fileOf('b.json', learn('Bob', [asked('nobody', 'weak')], 10)),
      fileOf('c.json', learn('Carla', [asked('unknown', 'took')], 20)),
    ];
    expect(gradeClass(class_, { course: COURSE }).misconceptions).toEqual([
      { id: 'open-is-attackable', learners: 2, times: 3 },
      { id: 'filtered-is-closed', learners: 1, times: 1 },
    ]);
  });
});
