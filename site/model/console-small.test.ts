import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLab } from '../../simulator/lab/index.ts';
import { commonStart } from './common-start.ts';
import { exampleLines } from './example-lines.ts';

describe('three scans to begin with', () => {
  it.each([
    [
      'six-states',
      [
        'nmap -sS -p 21,22,80,139,443,445,8080 target',
        'nmap -sA --reason -p 21,22,80,139,443,445,8080 target',
        'nmap -sU --reason -p 53,68,137,161 target',
      ],
    ],
  ])('%s', (name, lines) => {
    const lab = loadLab(readFileSync(`lessons/labs/${name}.yaml`, 'utf8'));
    expect(lab.ok && exampleLines(lab.value)).toEqual(lines);
  });
});

it.each([
  [['--max-rate', '--max-retries'], '--max-r'],
  [['-sS'], '-sS'],
  [['-p', '--open'], '-'],
  [['a', 'b'], ''],
  [[], ''],
])('%j all begin with "%s"', (texts, start) => expect(commonStart(texts)).toBe(start));
