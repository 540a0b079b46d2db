import { describe, expect, it } from 'vitest';
import type { OutputOptions } from '../scan/index.ts';
import { consolidate, hasOpenPorts } from './consolidate.ts';
import { portTable, rows } from './testing/report.ts';

const output = (more: Partial<OutputOptions> = {}): OutputOptions => ({
  verbosity: 0,
  reason: false,
  openOnly: false,
  packetTrace: false,
  files: [],
  ...more,
});
const summary = (lines: readonly string[], more: Partial<OutputOptions> = {}) =>
  consolidate(portTable(rows(...lines)), output(more));
const hiddenStates = (lines: readonly string[], more?: Partial<OutputOptions>) =>
  summary(lines, more).hidden.map(({ state, count }) => `${count} ${state}`);

describe('folding states (nmap 7.93: 25 ports a state, 25 more with each -v)', () => {
  it.each([
    [25, 0, false],
    [26, 0, true],
    [50, 1, false],
    [51, 1, true],
    [75, 2, false],
    [76, 2, true],
  ])('%i closed ports at verbosity %i: hidden %s', (amount, verbosity, hidden) => {
    expect(hiddenStates([`1-${amount} closed reset`], { verbosity })).toEqual(
      hidden ? [`${amount} closed`] : [],
    );
  });

  it('counts a state over both protocols together', () => {
    expect(hiddenStates(['1-13 closed reset', '1-13/udp closed port-unreach'])).toEqual(['26 closed']);
  });

  it('never hides open ports', () => {
    expect(summary(['1-100 open syn-ack']).shown).toHaveLength(100);
  });

  it('hides open|filtered ports up to -vv', () => {
    const lines = ['1-200/udp open|filtered no-response'];
    expect(hiddenStates(lines, { verbosity: 2 })).toEqual(['200 open|filtered']);
    expect(hiddenStates(lines, { verbosity: 3 })).toEqual([]);
  });

  it('with --open hides everything that cannot be open, one port or many', () => {
    const lines = ['1 open syn-ack', '2 closed reset', '3 filtered no-response', '4 unfiltered reset'];
    expect(summary(lines, { openOnly: true }).shown.map((row) => row.port)).toEqual([1, 4]);
    expect(hiddenStates(lines, { openOnly: true })).toEqual(['1 closed', '1 filtered']);
  });

  it('puts the most frequent state first, and of equal ones closed before filtered before unfiltered', () => {
    const lines = [
      '1-30 unfiltered reset',
      '31-60 filtered no-response',
      '61-90 closed reset',
      '91-130 open|filtered no-response',
    ];
    expect(hiddenStates(lines)).toEqual(['40 open|filtered', '30 closed', '30 filtered', '30 unfiltered']);
  });

  it('lists TCP ascending, then UDP ascending', () => {
    const shown = summary([
      '5 closed reset',
      '7/udp open udp-response',
      '9 open syn-ack',
      '1/udp closed port-unreach',
    ]).shown;
    expect(shown.map((row) => `${row.port}/${row.protocol}`)).toEqual(['5/tcp', '9/tcp', '1/udp', '7/udp']);
  });

  it('tells reasons and protocols apart inside a state', () => {
    const [closed] = summary(['1-20,22 closed reset', '1-10/udp closed port-unreach']).hidden;
    expect(closed?.groups).toEqual([
      { reason: 'reset', protocol: 'tcp', count: 21, ports: '1-20,22' },
      { reason: 'port-unreach', protocol: 'udp', count: 10, ports: '1-10' },
    ]);
  });

  it.each([
    ['1 open syn-ack', true],
    ['1/udp open|filtered no-response', true],
    ['1 unfiltered reset', true],
    ['1 filtered no-response', false],
    ['1 closed reset', false],
  ])('%s: --open shows the host: %s', (line, shown) => {
    expect(hasOpenPorts(summary([line], { openOnly: true }))).toBe(shown);
  });

  it('folds a million rows in one pass, without keeping them', () => {
    let asked = 0;
    const table = {
      size: 1_000_000,
      get: () => undefined,
      *[Symbol.iterator]() {
        asked++;
        const row = { protocol: 'tcp', state: 'closed', reason: 'reset', verdict: 0 } as const;
        for (let port = 0; port < 1_000_000; port++) yield { ...row, port };
      },
    };
    const { hidden, shown } = consolidate(table, output());
    expect(asked).toBe(1);
    expect(shown).toEqual([]);
    expect(hidden[0]?.groups).toEqual([
      { reason: 'reset', protocol: 'tcp', count: 1_000_000, ports: '0-999999' },
    ]);
  });
});
