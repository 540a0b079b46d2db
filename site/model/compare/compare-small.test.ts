import { describe, expect, it } from 'vitest';
import { compareVerdicts, type MatrixTechnique, type Verdict } from '../../../engine/compare/index.ts';
import { readAddress, writeAddress } from './address.ts';
import { GUESSES, scoresOf } from './guess.ts';
import { portTable } from './port-table.ts';

const LABS = new Map<string, readonly MatrixTechnique[]>([
  ['six-states', ['syn', 'udp']],
  ['drop', ['syn']],
]);

describe('the address', () => {
  it.each([
    { recording: { lab: 'six-states', technique: 'udp' }, isGuessing: true },
    { recording: { lab: 'drop', technique: 'syn' }, isGuessing: false },
    { isGuessing: true },
    { isGuessing: false },
  ] as const)('says what it was given: $recording $isGuessing', (address) => {
    expect(readAddress(writeAddress(address), LABS)).toEqual({ ok: true, value: address });
  });

  it.each([
    ['#lab=nowhere&scan=syn', 'There is no recording of a lab called "nowhere".'],
    ['#scan=syn', 'There is no recording of a lab called "".'],
    ['#lab=drop&scan=udp', 'The lab drop has no recording of a scan called "udp".'],
    ['#lab=drop', 'The lab drop has no recording of a scan called "".'],
    ['#lab=../../etc&scan=syn', 'There is no recording of a lab called "../../etc".'],
    ['#lab=__proto__&scan=constructor', 'There is no recording of a lab called "__proto__".'],
    [`#lab=${'x'.repeat(300)}`, 'The address is longer than an address of this page can be.'],
  ])('%s is refused', (fragment, message) => {
    const read = readAddress(fragment, LABS);
    expect(read.ok ? '' : read.error.message).toBe(message);
  });
});

const open: Verdict = { state: 'open', reason: 'syn-ack' };
const closed: Verdict = { state: 'closed', reason: 'reset' };
const silent: Verdict = { state: 'filtered', reason: 'no-response' };
const column = (entries: Readonly<Record<string, Verdict>>) => new Map(Object.entries(entries));
const FACTS = { labName: 'a-lab', facts: { hasFaultyLinks: false, matches: new Set<string>() } };

describe('guesses', () => {
  const comparison = compareVerdicts({
    simulated: column({ 'a tcp/1': open, 'a tcp/2': silent }),
    live: column({ 'a tcp/1': open, 'a tcp/2': closed, 'a tcp/3': open }),
  });

  it('are judged by each column on its own, by the state', () => {
    const guesses = new Map([
      ['a tcp/1', 'open'],
      ['a tcp/2', 'filtered'],
      ['a tcp/3', 'closed'],
    ] as const);
    expect(scoresOf(comparison, guesses)).toEqual([
      { column: 'simulated', right: 2, of: 2 },
      { column: 'live', right: 1, of: 3 },
    ]);
  });

  it('are one of the six states', () => {
    expect(GUESSES).toHaveLength(6);
  });
});

describe('the port table', () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`a tcp/${1000 + i}`, closed]));

  it('begins with what differs, names its cause, and folds many that agree', () => {
    const comparison = compareVerdicts({
      simulated: column({ ...many, 'a tcp/22': open, 'a tcp/80': silent }),
      live: column({ ...many, 'a tcp/22': open, 'a tcp/80': open }),
    });
    const [table] = portTable(comparison, FACTS, { isFolding: true });
    const lines = table?.lines.map((line) =>
      line.kind === 'port' ? [line.port, line.cause !== undefined] : [line.protocol, line.ports.length],
    );
    expect(lines).toEqual([
      ['80/tcp', true],
      ['22/tcp', false],
      ['tcp', 20],
    ]);
    expect(portTable(comparison, FACTS, { isFolding: false })[0]?.lines).toHaveLength(22);
  });

  it.each([
    ['nmap', { simulated: open, live: open, nmap: silent }],
    ['simulated', { simulated: silent, live: open, nmap: open }],
    [undefined, { simulated: open, live: closed, nmap: silent }],
    [undefined, { live: open, nmap: silent }],
  ] as const)('says which column is odd: %s', (odd, verdicts) => {
    const columns = Object.fromEntries(
      Object.entries(verdicts).map(([name, verdict]) => [name, column({ 'a tcp/22': verdict })]),
    );
    const [line] = portTable(compareVerdicts(columns), FACTS, { isFolding: true })[0]?.lines ?? [];
    expect(line?.kind === 'port' ? line.odd : 'none').toBe(odd);
  });

  it('names the entry of a known difference', () => {
    const from = (address: string): Verdict => ({
      state: 'filtered',
      reason: 'time-exceeded',
      from: address,
    });
    const comparison = compareVerdicts({
      live: column({ 'a tcp/22': from('198.18.10.1') }),
      nmap: column({ 'a tcp/22': from('198.18.20.1') }),
    });
    const [table] = portTable(comparison, { ...FACTS, labName: 'routing-loop' }, { isFolding: true });
    expect(table?.lines[0]).toMatchObject({ kind: 'port', known: 'random-ttl' });
  });
});
