import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from './canonical.ts';
import { RECEIPT_LIMIT, readReceipt, receiptText, recordIn, writeReceipt } from './receipt.ts';
import { type LearningRecord, recordShape } from './record.ts';
import { learn, MADE } from './testing/learn.ts';

const record = learn('Zoë', [{ exercise: 'predict', hints: 1 }, { exercise: 'exit' }], 0, 'autumn');
const text = writeReceipt(record, MADE);

const codeOf = (of: string): string => {
  const read = readReceipt(of);
  return read.ok ? 'accepted' : read.error.code;
};
const messageOf = (of: string): string => {
  const read = readReceipt(of);
  return read.ok ? 'accepted' : read.error.message;
};

describe('a receipt', () => {
  it('gives back the record that was written', () => {
    const read = readReceipt(text);
    expect(read.ok && recordIn(read.value)).toEqual(record);
    expect(read.ok && read.value.made).toBe(MADE);
  });

  it('does so for every record that can be', () => {
    const slug = fc
      .stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/)
      .filter((name) => name !== 'constructor' && name !== 'prototype');
    const word = fc.string({ maxLength: 12, unit: 'grapheme' }).filter((name) => !name.startsWith('__'));
    const answer = fc.oneof(
      fc.record({ kind: fc.constant('choice' as const), chosen: fc.dictionary(slug, word, { maxKeys: 3 }) }),
      fc.record({ kind: fc.constant('build' as const), labText: fc.string(), line: fc.string() }),
      fc.record({ kind: fc.constant('machine' as const), replies: fc.array(word, { maxLength: 3 }) }),
    );
    const attempt = fc.record({
      round: fc.nat({ max: 200 }),
      at: fc.constant(MADE),
      answer,
      hints: fc.nat({ max: 32 }),
      solutionShown: fc.boolean(),
      commands: fc.array(fc.string(), { maxLength: 2 }),
      passed: fc.boolean(),
      score: fc.double({ min: 0, max: 1, noNaN: true }).map((score) => score + 0),
    });
    const lessons = fc.dictionary(
      slug,
      fc.dictionary(slug, fc.array(attempt, { maxLength: 2 }), { maxKeys: 2 }),
      { maxKeys: 2 },
    );
    const records = fc.record({
      format: fc.constant(1 as const),
      learner: fc.string({ unit: 'grapheme' }),
      salt: word,
      lessons,
    });
    fc.assert(
      fc.property(records, (any) => {
        const made: LearningRecord = recordShape.parse(any);
        const read = readReceipt(writeReceipt(made, MADE));
        expect(read.ok ? recordIn(read.value) : read.error.message).toEqual(made);
      }),
      { numRuns: 60 },
    );
  });

  it('has the same text whatever the order in which its parts were made', () => {
    const { format, learner, salt, lessons } = record;
    const turned = Object.fromEntries(
      Object.entries(lessons).map(([name, exercises]) => [
        name,
        Object.fromEntries(Object.entries(exercises).reverse()),
      ]),
    );
    expect(writeReceipt({ lessons: turned, salt, learner, format }, MADE)).toBe(text);
  });
});

describe('one changed byte', () => {
  const bytes = new TextEncoder().encode(text);
  const read = (of: Uint8Array): string => {
    const decoded = receiptText(of);
    return decoded.ok ? codeOf(decoded.value) : decoded.error.code;
  };
  const spliced = (at: number, removed: number, ...added: number[]): Uint8Array =>
    Uint8Array.from([...bytes.slice(0, at), ...added, ...bytes.slice(at + removed)]);
  const all = Array.from(bytes, (byte, at) => [byte, at] as const);

  it.each([0x01, 0x02, 0x08, 0x20, 0x80, 0xff])(
    'is reported wherever it stands, with bits %i turned',
    (bits) => {
      expect(all.filter(([byte, at]) => read(spliced(at, 1, byte ^ bits)) === 'accepted')).toEqual([]);
    },
  );

  it('is reported where one is missing, and where a space or a line end was added', () => {
    expect(all.filter(([, at]) => read(spliced(at, 1)) === 'accepted')).toEqual([]);
    expect(all.filter(([, at]) => read(spliced(at, 0, 0x20)) === 'accepted')).toEqual([]);
    expect(all.filter(([, at]) => read(spliced(at, 0, 0x0a)) === 'accepted')).toEqual([]);
  });

  it('is told from a file that cannot be read, and from one whose layout alone was changed', () => {
    const claimed = readReceipt(text.replace('"hints": 1', '"hints": 0'));
    expect(claimed).toMatchObject({ ok: false, error: { code: 'changed', onlyLayout: false } });
    for (const same of [
      text.trimEnd(),
      text.replaceAll('\n', '\r\n'),
      JSON.stringify(JSON.parse(text)),
      `\uFEFF${text}`,
    ])
      expect(readReceipt(same)).toMatchObject({ ok: false, error: { code: 'changed', onlyLayout: true } });
  });
});

describe('a file that is no receipt is refused with a sentence', () => {
  const forged = (more: object): string => {
    const said = { ...record, made: MADE, ...more };
    return JSON.stringify({ ...said, digest: digestOf(said) });
  };

  it.each([
    ['nothing', '', 'The file is no JSON.'],
    ['half of one', text.slice(0, 200), 'The file is no JSON.'],
    ['a list', '[]', 'The file is no receipt of Halfopen.'],
    ['null', 'null', 'The file is no receipt of Halfopen.'],
    ['another format', forged({ format: 2 }), 'The file is no receipt of Halfopen: it has no proper format.'],
    ['a member too many', forged({ grade: 1 }), 'The file is no receipt of Halfopen.'],
    [
      'a name that is a number',
      forged({ learner: 7 }),
      'The file is no receipt of Halfopen: it has no proper learner.',
    ],
    [
      'a name that is a book',
      forged({ learner: 'x'.repeat(201) }),
      'The file is no receipt of Halfopen: it has no proper learner.',
    ],
    [
      'a path for a lesson',
      forged({ lessons: { '../x': {} } }),
      'The file is no receipt of Halfopen: it has no proper lessons > ../x.',
    ],
    ['brackets without end', '['.repeat(100_000), 'The file is nested deeper than any receipt.'],
    ['members without end', '{"a":'.repeat(100_000), 'The file is nested deeper than any receipt.'],
    [
      'a prototype',
      text.replace('"lessons": {', '"lessons": { "__proto__": {},'),
      'The file has a member called __proto__; no receipt has.',
    ],
    [
      'a constructor',
      text.replace('"lessons": {', '"lessons": { "constructor": {},'),
      'The file has a member called constructor; no receipt has.',
    ],
  ])('%s', (_, file, message) => {
    expect(messageOf(file)).toBe(message);
  });

  it('a file that is too large, before it is parsed', () => {
    expect(messageOf(' '.repeat(RECEIPT_LIMIT + 1))).toBe(
      `The file has ${RECEIPT_LIMIT + 1} characters; a receipt has at most ${RECEIPT_LIMIT}.`,
    );
  });

  it('a score beyond all, and an answer of no kind', () => {
    expect(codeOf(text.replace('"score": 1', '"score": 2'))).toBe('broken');
    expect(codeOf(text.replace('"kind": "predict"', '"kind": "wish"'))).toBe('broken');
  });
});
