import { describe, expect, it } from 'vitest';
import { fullHelpText, helpText } from './help.ts';
import { OPTIONS } from './options.data.ts';

describe('helpText', () => {
  it('fits a screen of 80 x 24', () => {
    const lines = helpText().split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('shows no nmap option that is not modelled', () => {
    const own = ['--lab', '--live', '--why', '--seed', '--scope', '--record'];
    const known = new Map(
      OPTIONS.flatMap((option) => [option.name, ...(option.aliases ?? [])].map((name) => [name, option])),
    );
    for (const [mentioned = ''] of helpText().matchAll(/(?<=[\s(])--?[a-zA-Z][a-zA-Z-]*/g)) {
      if (own.includes(mentioned)) continue;
      const name = /^-[pTv]./.test(mentioned) ? mentioned.slice(0, 2) : mentioned;
      expect(`${name} ${known.get(name)?.notModelled}`).toBe(`${name} undefined`);
    }
  });
});

describe('fullHelpText', () => {
  it('lists every option, the ones that are not modelled apart', () => {
    const text = fullHelpText();
    for (const { name } of OPTIONS) expect(text).toContain(`  ${name}`);
    expect(text.indexOf('  -iL')).toBeGreaterThan(text.indexOf('not modelled:'));
    expect(text.indexOf('  --exclude ')).toBeLessThan(text.indexOf('not modelled:'));
  });

  it('lists no option twice', () => {
    const names = OPTIONS.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
});
