import { describe, expect, it } from 'vitest';
import { parseFirewall } from '../parse.ts';
import { hasIptables, quoted, RESET, runInNamespace } from '../testing/kernel.ts';
import { ROWS, type Row } from './rows.ts';
import { splitLines } from './words.ts';

const asText = (commands: string): string =>
  commands
    .split('\n')
    .map((command) => `iptables ${command}`)
    .join('\n');

describe('parseFirewall', () => {
  it.each(ROWS.filter(([, fate]) => fate === 'OK' || fate === 'WIDE'))('takes %s', (commands) => {
    const parsed = parseFirewall(asText(commands));
    expect(parsed.ok ? [] : parsed.error).toEqual([]);
  });

  it.each(ROWS.filter(([, fate]) => fate === 'FAIL' || fate === 'NARROW'))(
    'refuses %s',
    (commands, _fate, complaint = /./) => {
      const parsed = parseFirewall(asText(commands));
      const lines = commands.split('\n').length;
      expect(
        parsed.ok ? 'taken' : parsed.error[0]?.message.concat(' ', parsed.error[0].remedy ?? ''),
      ).toMatch(complaint);
      expect(parsed.ok ? 0 : parsed.error[0]?.line).toBe(lines);
    },
  );
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
