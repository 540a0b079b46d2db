import { describe, expect, it } from 'vitest';
import { parseFirewall } from '../parse.ts';
import { hasIptables, quoted, RESET, runInNamespace } from '../testing/kernel.ts';
import { ROWS, type Row } from '../testing/rows.ts';
import { splitLines } from './words.ts';

const asText = (commands: string): string =>
  commands
    .split('\n')
    .map((command) => `iptables ${command}`)
    .join('\n');

const rows = (...fates: readonly Row[1][]) =>
  ROWS.filter(([, fate]) => fates.includes(fate)).map(([commands, , complaint]) => ({ commands, complaint }));

describe('parseFirewall', () => {
  it.each(rows('OK', 'WIDE'))('takes $commands', ({ commands }) => {
    const parsed = parseFirewall(asText(commands));
    expect(parsed.ok ? [] : parsed.error).toEqual([]);
  });

  it.each(rows('FAIL', 'NARROW'))('refuses $commands', ({ commands, complaint = /./ }) => {
    const parsed = parseFirewall(asText(commands));
    const [first] = parsed.ok ? [] : parsed.error;
    expect(`${first?.message} ${first?.remedy}`).toMatch(complaint);
    expect(first?.line).toBe(commands.split('\n').length);
  });
});

describe('real iptables', () => {
  it.skipIf(!hasIptables())(
    'accepts and refuses the same commands',
    () => {
      const { stdout } = runInNamespace(ROWS.map(rowScript).join('\n'));
      const verdicts = new Map(stdout.split('\n').map((line) => line.split(' ') as [string, string]));
      const differing = ROWS.filter(
        ([, fate], index) => (verdicts.get(String(index)) === 'OK') !== (fate === 'OK' || fate === 'NARROW'),
      );
      expect(differing.map(([commands, fate]) => `${fate} ${commands}`)).toEqual([]);
    },
    240_000,
  );
});

/** Prints the row's number and OK or FAIL: OK if iptables took every command of it. */
function rowScript([commands]: Row, index: number): string {
  const lines = splitLines(asText(commands), 1).map((line) =>
    'words' in line ? line.words.map(({ text }) => quoted(text)).join(' ') : 'false',
  );
  return `${RESET}\n{ ${lines.join(' && ')}; } >/dev/null 2>&1 && echo ${index} OK || echo ${index} FAIL`;
}
