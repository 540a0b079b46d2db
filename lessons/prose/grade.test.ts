import { describe, expect, it } from 'vitest';
import { gradeOf, wordsIn } from './grade.ts';

describe('the reading grade', () => {
  it('is the formula: six words of one syllable in one sentence', () => {
    expect(gradeOf(['The cat sat on the mat.'])).toBeCloseTo(0.39 * 6 + 11.8 - 15.59);
  });

  it('is the formula: four words of twelve syllables', () => {
    expect(gradeOf(['Banana tomato potato computer.'])).toBeCloseTo(0.39 * 4 + 11.8 * 3 - 15.59);
  });

  it('of nothing is 0', () => {
    expect(gradeOf([])).toBe(0);
    expect(gradeOf(['22, 80.'])).toBe(0);
  });

  it('rises with long sentences', () => {
    expect(gradeOf(['A host is there and it has a port.'])).toBeGreaterThan(
      gradeOf(['A host is there.', 'It has a port.']),
    );
  });

  it('counts code as one word, and joined words as two', () => {
    expect(wordsIn('Run \uFFFC\uFFFC\uFFFC now: a half-open port isn’t 22.')).toEqual([
      'Run',
      '\uFFFC\uFFFC\uFFFC',
      'now',
      'a',
      'half',
      'open',
      'port',
      'isn’t',
    ]);
  });
});
