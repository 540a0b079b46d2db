import { describe, expect, it } from 'vitest';
import { mayReplace } from './merge.ts';
import { TECHNIQUES } from './table.ts';
import type { PortState, Technique } from './types.ts';

const STATES: readonly PortState[] = ['open', 'closed', 'filtered', 'unfiltered', 'open|filtered'];

/** Rows: what is known. Columns: open, closed, filtered, unfiltered, open|filtered. `T` takes, `.` keeps. */
const drawn = (technique: Technique): string[] =>
  STATES.map((known) => {
    const row = STATES.map((next) => (known === next ? '=' : mayReplace(technique, known, next) ? 'T' : '.'));
    return `${known.padEnd(13)} ${row.join(' ')}`;
  });

describe('mayReplace', () => {
  it('keeps open, and prefers any answer to filtered, where silence means filtered', () => {
    expect(drawn(TECHNIQUES.syn)).toEqual([
      'open          = . . . .',
      'closed        T = . T T',
      'filtered      T T = T T',
      'unfiltered    T T . = .',
      'open|filtered T T T T =',
    ]);
  });

  it('keeps closed, and lets filtered stand against open, where silence means open|filtered', () => {
    expect(drawn(TECHNIQUES.fin)).toEqual([
      'open          = T T T T',
      'closed        . = . . .',
      'filtered      . T = T T',
      'unfiltered    T T . = .',
      'open|filtered T T T T =',
    ]);
  });

  it('draws the line by the meaning of silence, not by the protocol', () => {
    expect(drawn(TECHNIQUES.udp)).toEqual(drawn(TECHNIQUES.xmas));
    expect(drawn(TECHNIQUES.connect)).toEqual(drawn(TECHNIQUES.syn));
  });

  it('changes nothing where both states are the same', () => {
    for (const state of STATES) expect(mayReplace(TECHNIQUES.syn, state, state)).toBe(false);
  });

  it('lets every verdict take the place of unknown, and unknown of none', () => {
    for (const state of STATES) {
      expect(mayReplace(TECHNIQUES.udp, 'unknown', state)).toBe(true);
      expect(mayReplace(TECHNIQUES.udp, state, 'unknown')).toBe(false);
    }
  });
});
