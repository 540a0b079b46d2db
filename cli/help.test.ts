import { describe, expect, it } from 'vitest';
import { halfopen } from '../test/support/command.ts';

const SCREEN = { lines: 24, columns: 80 };

/** What a user types, and which words must come back. */
const HELPS: readonly (readonly [words: string, shows: RegExp])[] = [
  ['--help', /halfopen scan -sS/],
  ['scan --help', /halfopen scan -sS -p 22/],
  ['compare --help', /halfopen compare -sS/],
  ['lab --help', /halfopen lab up lessons/],
  ['lab exec --help', /halfopen lab exec/],
  ['lab validate --help', /validate FILE/],
  ['fidelity --help', /halfopen fidelity --labs/],
  ['grade --help', /halfopen grade handed-in/],
];

describe.each(HELPS)('halfopen %s', (words, shows) => {
  it('fits a screen of 80 x 24, shows an example and is no error', async () => {
    const { code, stdout, stderr } = await halfopen(words.split(' '));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(shows);
    const lines = stdout.trimEnd().split('\n');
    // One line stays for the prompt.
    expect(lines.length).toBeLessThan(SCREEN.lines);
    expect(lines.filter((line) => line.length > SCREEN.columns)).toEqual([]);
  });
});

describe('examples in the help', () => {
  it('name labs that exist and options that are understood', async () => {
    const texts = await Promise.all(HELPS.slice(0, 3).map(([words]) => halfopen(words.split(' '))));
    const examples = texts
      .flatMap(({ stdout }) => stdout.split('\n'))
      .filter((line) => /^ {2}halfopen (?:scan|compare) .*lessons\/labs/.test(line))
      // Comparing builds real labs, which other tests do; its words are the same.
      .map((line) => line.trim().split(' ').slice(2));
    expect(examples.length).toBeGreaterThan(3);
    for (const words of examples) {
      const { code, stderr } = await halfopen(['scan', ...words]);
      expect({ words, code, stderr }).toEqual({ words, code: 0, stderr: '' });
    }
  });
});
