import { describe, expect, it } from 'vitest';
import { compareVerdicts, type Verdict } from '../../engine/compare/index.ts';
import { comparisonTable, portRanges } from './table.ts';

const TITLES = { simulated: 'SIMULATED', live: 'LIVE', nmap: 'NMAP 7.93' };
const closed: Verdict = { state: 'closed', reason: 'reset' };
const open: Verdict = { state: 'open', reason: 'syn-ack' };

const column = (...entries: [number, Verdict][]) =>
  new Map(entries.map(([port, verdict]) => [`198.18.10.28 tcp/${port}`, verdict]));
const many = Array.from({ length: 8 }, (_, i): [number, Verdict] => [1000 + i, closed]);

describe('the table', () => {
  it('marks a difference, names its cause, and folds equal ports', () => {
    const simulated = column([22, open], [53, closed], ...many);
    const live = column([22, open], [53, { state: 'filtered', reason: 'no-response' }], ...many);
    const table = comparisonTable(compareVerdicts({ simulated, live, nmap: live }), TITLES, () => 'lost');
    expect(table.split('\n')).toEqual([
      '  PORT    SIMULATED     LIVE                  NMAP 7.93',
      '  22/tcp  open syn-ack  open syn-ack          open syn-ack',
      '! 53/tcp  closed reset  filtered no-response  filtered no-response  lost',
      '  8 tcp   closed reset  closed reset          closed reset          1000-1007',
    ]);
  });

  it('shows a missing verdict as a dash', () => {
    const table = comparisonTable(
      compareVerdicts({ simulated: column([22, open]), live: column() }),
      TITLES,
      () => '',
    );
    expect(table.split('\n')[1]).toBe('! 22/tcp  open syn-ack  -');
  });

  it('names each target where there are several', () => {
    const simulated = new Map([
      ['198.18.10.28 tcp/22', open],
      ['198.18.10.29 tcp/22', closed],
    ]);
    const table = comparisonTable(compareVerdicts({ simulated }), TITLES, () => '');
    expect(table).toContain('-- 198.18.10.28');
    expect(table).toContain('-- 198.18.10.29');
  });
});

describe('port ranges', () => {
  it.each([
    { ports: [], ranges: [] },
    { ports: [7], ranges: ['7'] },
    { ports: [3, 1, 2, 9], ranges: ['1-3', '9'] },
  ])('of $ports are $ranges', ({ ports, ranges }) => {
    expect(portRanges(ports)).toEqual(ranges);
  });
});
