import { describe, expect, it } from 'vitest';
import { compareVerdicts, differences } from './comparison.ts';
import type { Verdict } from './verdict.ts';

const key = (port: number): string => `198.18.10.28 tcp/${port}`;
const verdicts = (entries: Record<number, Verdict>) =>
  new Map(Object.entries(entries).map(([port, verdict]) => [key(Number(port)), verdict]));

const open: Verdict = { state: 'open', reason: 'syn-ack' };
const closed: Verdict = { state: 'closed', reason: 'reset' };

describe('a comparison', () => {
  it('agrees where every column that was run says the same', () => {
    const all = verdicts({ 22: open, 80: closed });
    expect(differences(compareVerdicts({ simulated: all, live: all, nmap: all }))).toEqual([]);
  });

  it.each<[string, Verdict, Verdict]>([
    ['state', open, closed],
    ['reason', closed, { state: 'closed', reason: 'conn-refused' }],
    ['who answered', { ...closed, from: '198.18.10.1' }, closed],
  ])('differs where the %s differs', (_, simulated, live) => {
    const rows = differences(
      compareVerdicts({ simulated: verdicts({ 22: simulated }), live: verdicts({ 22: live }) }),
    );
    expect(rows.map((row) => row.key)).toEqual([key(22)]);
  });

  it('differs where a port is missing from a column', () => {
    const comparison = compareVerdicts({ simulated: verdicts({ 22: open }), live: verdicts({}) });
    expect(differences(comparison)).toHaveLength(1);
  });

  it('keeps ports that only a later column knows', () => {
    const comparison = compareVerdicts({ simulated: verdicts({}), nmap: verdicts({ 22: open }) });
    expect(comparison.rows.map((row) => row.key)).toEqual([key(22)]);
    expect(comparison.columns).toEqual(['simulated', 'nmap']);
  });
});
