import { describe, expect, it } from 'vitest';
import { entered, newer, older, shownLine, typedBefore } from './typed-lines.ts';

describe('the lines typed so far', () => {
  it('are gone through backwards and forwards, and what was being typed is not lost', () => {
    const typed = typedBefore(['one', 'two']);
    const first = older(older(older(typed, 'dra'), 'two'), 'one');
    expect(shownLine(first)).toBe('one');
    expect(shownLine(newer(first))).toBe('two');
    expect(shownLine(newer(newer(newer(first))))).toBe('dra');
  });

  it('remember a repeated line once', () => {
    expect(entered(typedBefore(['one']), 'one').lines).toEqual(['one']);
    expect(entered(typedBefore(['one']), 'two').lines).toEqual(['one', 'two']);
  });
});
