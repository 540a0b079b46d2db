import { describe, expect, it } from 'vitest';
import { flagLetters, parseFlagLetters, TCP_FLAG } from './flags.ts';

describe('TCP flags', () => {
  it.each([
    [0x00, ''],
    [0x02, 'S'],
    [0x12, 'SA'],
    [0x14, 'RA'],
    [0x29, 'FPU'],
    [0x11, 'FA'],
    [0xc2, 'SEC'],
    [0xff, 'SFRPAUEC'],
  ])('%i prints as %j', (flags, letters) => {
    expect(flagLetters(flags)).toBe(letters);
    expect(parseFlagLetters(letters)).toBe(flags);
  });

  it('are the bits of RFC 9293 section 3.1, from FIN upwards', () => {
    expect(Object.values(TCP_FLAG)).toEqual([1, 2, 4, 8, 16, 32, 64, 128]);
  });

  it('come back from their letters, all 256', () => {
    for (let flags = 0; flags < 256; flags++) expect(parseFlagLetters(flagLetters(flags))).toBe(flags);
  });

  it('are read in any order', () => expect(parseFlagLetters('AS')).toBe(18));

  it.each(['SS', 's', 'X', 'S A', 'SA.', '2'])('%j is refused', (text) =>
    expect(parseFlagLetters(text)).toBeUndefined(),
  );
});
