import { describe, expect, it } from 'vitest';
import { invariant, unreachable } from './invariant.ts';
import { complain, fail, ok } from './result.ts';
import { fromMs, MS_IN_US, SECOND_IN_US } from './time.ts';

describe('invariant', () => {
  it('lets pass what holds', () => expect(() => invariant(true, 'one is one')).not.toThrow());
  it('throws a sentence that blames Halfopen', () => {
    expect(() => invariant(false, 'a port has two owners')).toThrow(
      'Halfopen is wrong about itself: a port has two owners',
    );
  });
});

describe('unreachable', () => {
  it('names the value that nobody expected', () => {
    expect(() => unreachable('maybe' as never)).toThrow('unexpected "maybe"');
  });
});

describe('results', () => {
  it('are a value or an error', () => {
    expect(ok(3)).toEqual({ ok: true, value: 3 });
    expect(fail('no')).toEqual({ ok: false, error: 'no' });
  });
  it('of text say what is wrong and where', () => {
    expect(complain('There is no port 70000.', { column: 4, length: 5 })).toEqual({
      ok: false,
      error: { message: 'There is no port 70000.', column: 4, length: 5 },
    });
    expect(complain('Nothing there.')).toEqual({ ok: false, error: { message: 'Nothing there.' } });
  });
});

describe('time', () => {
  it.each([
    [14.5, 14_500],
    [0.0004, 0],
    [0.0005, 1],
    [100, 100_000],
  ])('%d ms is %i us', (ms, us) => expect(fromMs(ms)).toBe(us));
  it('has a thousand microseconds a millisecond, and a thousand of those a second', () => {
    expect([MS_IN_US, SECOND_IN_US]).toEqual([1000, 1_000_000]);
  });
});
