import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labFrom, simulate } from '../support/simulate.ts';
import { mismatch } from './mismatch.ts';
import { GOLDEN_RUNS, type GoldenRun, labText } from './runs.ts';
import { scriptOf } from './script.ts';

const folder = new URL('./', import.meta.url);
const fileOf = ({ name }: GoldenRun): URL => new URL(`${name}.trace`, folder);

/** The whole text of a `.trace` file: the claim, the command, and the run. */
function traceText(run: GoldenRun): string {
  const lab = labFrom(labText(run));
  const lines = scriptOf(simulate(lab, run.words).events, lab);
  return [`// ${run.claim}`, `// halfopen scan ${run.words}, lab ${lab.name}`, ...lines, ''].join('\n');
}

describe('golden traces', () => {
  it.each(GOLDEN_RUNS.map((run) => [run.name, run] as const))('%s', (name, run) => {
    const actual = traceText(run);
    // Only by hand, and the difference is reviewed like code.
    if (process.env.UPDATE_TRACES === '1') writeFileSync(fileOf(run), actual);
    const expected = readFileSync(fileOf(run), 'utf8');
    const difference = mismatch(`test/golden/${name}.trace`, expected.split('\n'), actual.split('\n'));
    if (difference !== undefined) expect.fail(difference);
  });

  it('are those of the runs, and no left-overs', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.trace'));
    expect(files.sort()).toEqual(GOLDEN_RUNS.map(({ name }) => `${name}.trace`).sort());
  });
});

describe('a mismatch', () => {
  const line = '    14.000ms scanner sends from scanner:base to target:22 tcp S win 1024';
  it('names the field, both values in decimal and hexadecimal, both lines, and the place', () => {
    expect(mismatch('x.trace', ['// a', line], ['// a', line.replace('1024', '512')])).toBe(
      [
        'x.trace:2: win: expected 1024 (0x400), actual 512 (0x200)',
        `  expected: ${line}`,
        `  actual:   ${line.replace('1024', '512')}`,
      ].join('\n'),
    );
  });
  it('is also a line too many, and none where all is the same', () => {
    expect(mismatch('x.trace', [line], [line, line])).toContain('one trace is longer');
    expect(mismatch('x.trace', [line], [line])).toBeUndefined();
  });
});
