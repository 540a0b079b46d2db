import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { COURSE } from '../../lessons/course/index.ts';
import { mistakes } from '../../lessons/exercise/mistakes.ts';
import { writeReceipt } from '../../lessons/receipt/receipt.ts';
import {
  allSolved,
  droppedIsClosed,
  LESSON,
  learn,
  MADE,
  type Turn,
  taskFor,
} from '../../lessons/receipt/testing/learn.ts';
import { halfopen } from '../../test/support/command.ts';

const root = mkdtempSync(join(tmpdir(), 'halfopen-grade-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function folder(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(root, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

const HEADER = [
  ...['learner', 'file', 'valid', 'flags', 'lessons complete', 'score'],
  ...COURSE.map(({ slug }) => slug),
  ...['attempts', 'hints', 'solutions', 'before', 'after', 'misconceptions', 'failures'],
];

/** The rows of a CSV (RFC 4180) as this test expects them: by the titles of their columns, empty cells left out. */
function rowsOf(csv: string): Record<string, string>[] {
  const [titles = [], ...rows] = csv
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        (quoted ?? plain ?? '').replaceAll('""', '"'),
      ),
    );
  expect(titles).toEqual(HEADER);
  return rows.map((cells) => {
    expect(cells).toHaveLength(titles.length);
    return Object.fromEntries(
      titles.map((title, at) => [title, cells[at] ?? '']).filter(([, cell]) => cell !== ''),
    );
  });
}

const diagnostic: Turn = {
  exercise: 'diagnostic',
  answer: () => ({ kind: 'choice', chosen: { filtered: 'nobody', open: 'weak' } }),
};
/** Believes wrongly at first, mends one exercise, leaves the other. */
const withWrongTurns = allSolved().flatMap((turn): Turn[] => {
  if (turn.exercise === 'diagnostic') return [diagnostic];
  if (turn.exercise === 'predict')
    return [
      { ...turn, answer: droppedIsClosed, hints: 2 },
      { ...turn, round: 1, hints: 1, solutionShown: true },
    ];
  if (turn.exercise !== 'build') return [turn];
  return [{ ...turn, answer: (task) => mistakes(task)[1] ?? { kind: 'worked', stops: 0 } }];
});

const ada = learn('Ada', allSolved());
const claim = { passed: true, score: 1 };
const CLASS = {
  'ada.json': writeReceipt(ada, MADE),
  'bob.json': writeReceipt(learn('Bob', withWrongTurns, 60), MADE),
  'carla.json': writeReceipt(learn('Carla', allSolved(), 120), MADE).replace('"hints": 0', '"hints": 3'),
  'dan.json': writeReceipt(
    learn('Dan', [{ exercise: 'predict', answer: droppedIsClosed, claim }], 180),
    MADE,
  ),
  'eve.json': writeReceipt({ ...ada, learner: 'Eve' }, MADE),
};

describe('halfopen grade of five receipts', async () => {
  const path = folder('class', CLASS);
  const counts = join(root, 'counts.csv');
  const ended = await halfopen(['grade', path, '--misconceptions', counts]);
  const [first, bob, carla, dan, eve, ...more] = rowsOf(ended.stdout);

  it('ends with 1, since some do not hold', () => {
    expect(ended.code).toBe(1);
    expect(more).toEqual([]);
  });

  it('gives the whole score for all solved, and says to whose it is equal', () => {
    expect(first).toEqual({
      learner: 'Ada',
      file: 'ada.json',
      valid: 'yes',
      flags: 'equal to eve.json: the same answers at the same times',
      'lessons complete': '1',
      score: '100',
      [LESSON]: '100',
      attempts: '9',
      hints: '0',
      solutions: '0',
      before: '100',
      after: '100',
    });
  });

  it('counts wrong turns, and gives what was reached in spite of them', () => {
    const { closed, dropped } = taskFor('Bob', 'build').values ?? {};
    const asked = taskFor('Bob', 'predict');
    const rule = asked.kind === 'predict' ? /--dport (\d+) -j DROP/.exec(asked.labText)?.[1] : '';
    expect(dropped).not.toBe(closed);
    expect(bob).toEqual({
      learner: 'Bob',
      file: 'bob.json',
      valid: 'yes',
      'lessons complete': '0',
      // Eight exercises count: seven whole, and of the build four marks in five: 7.8 of 8.
      score: '98',
      [LESSON]: '98',
      attempts: '10',
      hints: '3',
      solutions: '1',
      before: '0',
      after: '100',
      misconceptions: 'filtered-is-closed (3); open-is-attackable (1)',
      failures:
        `${LESSON}/build: Port ${closed} still answers.; ${LESSON}/predict: A closed port answers. Here the rule drops ` +
        `the SYN and nobody answers: ${rule}/tcp is filtered. (passed later)`,
    });
  });

  it('reports a receipt with one changed byte', () => {
    expect(carla).toMatchObject({
      learner: 'Carla',
      valid: 'no',
      flags: 'changed after it was made',
      score: '100',
    });
  });

  it('grades what the replay gives, and not what is claimed', () => {
    expect(dan).toMatchObject({
      valid: 'no',
      flags: `${LESSON}/predict attempt 1 claims 100 %, replay gives 75 %`,
      // 0.75 of 8 exercises.
      score: '9',
      'lessons complete': '0',
    });
  });

  it('marks the copy under another name: its answers are to the numbers of somebody else', () => {
    expect(eve).toMatchObject({ learner: 'Eve', valid: 'no', 'lessons complete': '0' });
    expect(eve?.flags).toMatch(/claims 100 %, replay gives \d+ %/);
    expect(eve?.flags).toMatch(/equal to ada\.json: the same answers at the same times$/);
  });

  it('counts misconceptions for the class', () => {
    const [titles, most] = readFileSync(counts, 'utf8').split('\n');
    expect(titles).toBe('misconception,claim,learners,times');
    // Bob and Dan took the dropped port for closed; the copy may have met more.
    expect(most).toMatch(/^filtered-is-closed,Filtered is another word for closed\.,[23],\d+$/);
    expect(ended.stderr).toMatch(/^5 files, 5 rows; not valid: 3\.$/m);
    expect(ended.stderr).toMatch(/^ {4}[23] {2}filtered-is-closed: Filtered is another word for closed\.$/m);
  });
});

describe('halfopen grade', () => {
  it('ends with 0 where all hold, and writes where it is told', async () => {
    const path = folder('one', { 'ada.json': writeReceipt(learn('Ada', [{ exercise: 'exit' }]), MADE) });
    const csv = join(root, 'grades.csv');
    const { code, stdout, stderr } = await halfopen(['grade', path, '--csv', csv]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '1 file, 1 row; all valid.\n' });
    expect(rowsOf(readFileSync(csv, 'utf8'))).toMatchObject([{ learner: 'Ada', valid: 'yes', after: '100' }]);
    const json = await halfopen(['grade', path, '--json', '--salt', 'autumn']);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      format: 1,
      learners: [{ learner: 'Ada', valid: false, after: 1, flags: [{ kind: 'other-word' }] }],
    });
  });

  it('lets no name become a formula, a row or a command of the terminal', async () => {
    const names = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      ' =1',
      'x;=1',
      '＝1',
      'a\nb,c"d',
      '\u001b[31mred',
    ];
    const files = names.map((name, at) => [
      `${at}.json`,
      writeReceipt(learn(name, [{ exercise: 'exit' }], at), MADE),
    ]);
    const path = folder('names', Object.fromEntries(files));
    const { stdout, stderr } = await halfopen(['grade', path]);
    const learners = rowsOf(stdout).sort(
      (a, b) => Number.parseInt(a.file ?? '', 10) - Number.parseInt(b.file ?? '', 10),
    );
    expect(learners.map(({ learner }) => learner)).toEqual([
      ...["'=1+1", "'+1", "'-1", "'@SUM(A1)", '\\x09=1', '\\x0d=1', "' =1", "x;'=1", "'＝1"],
      ...['a\\x0ab,c"d', '\\x1b[31mred'],
    ]);
    expect(
      [...(stdout + stderr)].filter((character) => /\p{Cc}/u.test(character) && character !== '\n'),
    ).toEqual([]);
  });

  it('reads the files of a folder and nothing behind them, and keeps a row for each that it cannot read', async () => {
    const path = folder('mixed', { 'a\n.json': '{', 'notes\n.txt': 'x', 'b.json': writeReceipt(ada, MADE) });
    mkdirSync(join(path, 'deeper.json'));
    symlinkSync(join(root, 'class', 'bob.json'), join(path, 'link.json'));
    const { code, stdout, stderr } = await halfopen(['grade', path]);
    expect(code).toBe(1);
    expect(rowsOf(stdout)).toMatchObject([
      { file: 'a\\x0a.json', valid: 'no', flags: 'cannot be read: The file is no JSON' },
      { file: 'b.json', valid: 'yes' },
    ]);
    expect(stderr.split('\n')).toEqual([
      'Left out, since they are no *.json files: deeper.json, link.json, notes\\x0a.txt.',
      '2 files, 2 rows; not valid: 1.',
      '  a\\x0a.json: cannot be read: The file is no JSON',
      '',
    ]);
  });

  it.each([
    ['a folder that is not there', ['/nowhere'], /\/nowhere cannot be read \(ENOENT\)/],
    ['a file', [join(root, 'class', 'ada.json')], /is a file, not a folder/],
    ['an empty folder', [folder('empty', {})], /holds no receipts/],
    ['no folder', [], /missing required argument 'folder'/],
    [
      'a place that cannot be written',
      [join(root, 'one'), '--csv', '/nowhere/x'],
      /\/nowhere\/x cannot be written \(ENOENT\)/,
    ],
  ])('ends with 2 for %s', async (_, words, says) => {
    const { code, stdout, stderr } = await halfopen(['grade', ...words]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });
});
